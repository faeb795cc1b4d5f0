import type { Alarms } from '../alarms/alarms.ts'
import { AuditError, type Audit } from '../audit/audit.ts'

/** A document that somebody changed behind the server. */
export interface Tampered {
  /** `family/id`. */
  readonly document: string
  /** When that was last seen, the world's time. */
  readonly at: number
}

/** What was found is told of until it is a while ago: the row itself is right again within a second. */
export interface Tampering {
  found(documents: readonly string[]): void
  /** What is not found again for an hour is over. */
  look(): void
  told(): readonly Tampered[]
  /** From here on the audit has it too, with what was found before it was open. */
  audited(audit: Audit): void
}

interface Parts {
  readonly alarms: Alarms
  readonly log: (message: string) => void
  /** The world's time, ms. */
  readonly now: () => number
  /** ms that have passed since whenever: for how long it is told is not told by a clock that is set (F-47). */
  readonly elapsed: () => number
}

/** When it was last seen: the world's time, and what had passed. */
interface Seen {
  readonly at: number
  readonly passed: number
}

const ALARM = 'documents-tampered'
const TOLD_FOR_MS = 3_600_000
/** So many are named. */
const NAMED = 5

export function createTampering({ alarms, log, now, elapsed }: Parts): Tampering {
  const seen = new Map<string, Seen>()
  let audit: Audit | null = null
  let unaudited: string[] = []

  function write(document: string): void {
    try {
      audit?.write({
        actor: { type: 'system', id: '', name: '' },
        ...{ address: '', action: 'documents.tampered', object: nameOf(document) },
        ...{ outcome: 'refused', details: {} },
      })
    } catch (error) {
      if (!(error instanceof AuditError)) throw error
      log(`that ${nameOf(document)} was changed in the database could not be put into the audit`)
    }
  }

  function raise(): void {
    const names = [...seen.keys()].map(nameOf)
    if (names.length === 0) return alarms.clear(ALARM)
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
    alarms.raise(
      ALARM,
      `changed in the database and not by this server: ${names.slice(0, NAMED).join(', ')}${more}; what was signed is shown instead, and written over it; find out who may write the folder of data, and look whether the documents are as they should be`,
    )
  }

  return {
    found(documents) {
      const fresh = documents.filter(document => !seen.has(document))
      for (const document of documents) seen.set(document, { at: now(), passed: elapsed() })
      if (audit === null) unaudited.push(...fresh)
      else fresh.forEach(write)
      raise()
    },
    look() {
      for (const [document, { passed }] of seen) if (elapsed() - passed >= TOLD_FOR_MS) seen.delete(document)
      raise()
    },
    told: () => [...seen].map(([document, { at }]) => ({ document: nameOf(document), at })),
    audited(opened) {
      audit = opened
      unaudited.forEach(write)
      unaudited = []
    },
  }
}

/** What the console calls it. */
const nameOf = (document: string): string => document.replace(/^published\//, '')
