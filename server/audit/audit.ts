import type { Fields } from '../../shared/model/value.ts'

/** Who did it, as far as is known: a person's id and account, a screen's id, a command on the machine, or nobody yet. */
export interface Actor {
  readonly type: 'person' | 'screen' | 'program' | 'command' | 'nobody' | 'system'
  /** '' where there is none. */
  readonly id: string
  /** The account's name, '' where there is none. */
  readonly name: string
}

/** One privileged action, before it has its place in the chain (GB/T 22239 8.1.4.3: date, subject, object, type, result). */
export interface AuditEntry {
  readonly actor: Actor
  /** From where: an address; '' for what the server does by itself. */
  readonly address: string
  /** What was done: `<thing>.<verb>`, e.g. `people.authorise`. */
  readonly action: string
  /** To what, e.g. `person/12`; '' where it has none. */
  readonly object: string
  readonly outcome: 'done' | 'refused' | 'failed'
  /** Values from before and after, a reason. Never a secret, a password or a token. */
  readonly details: Fields
}

/** The audit cannot be written: what it should tell of must not happen (T-AUD-02). */
export class AuditError extends Error {
  override readonly name = 'AuditError'
}

export interface Audit {
  /**
   * Written and durable when it returns, before the effect. Throws an AuditError when it cannot be: the caller then does nothing.
   */
  write(entry: AuditEntry): void
}
