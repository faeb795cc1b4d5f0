import type { CapMessage, Reference } from './cap.ts'

/** To which warning a message belongs: that of the first message of it, and when that was sent. */
export interface Belonging {
  readonly warning: string
  readonly number: string
  readonly issued: string
}

/** What is known of earlier messages, by their key. */
export type Known = ReadonlyMap<string, Belonging>

/**
 * A warning is named by its first message (ADR 17). That is the earliest one that a message names, whether we have seen it or not
 * (A17); one that we have seen may itself belong to an earlier one, where each message names only the last.
 */
export function belongingOf(message: CapMessage, known: Known): Belonging {
  const [named = message, ...others] = message.references
  const first = others.reduce<Reference>(earlier, named)
  return known.get(first.key) ?? { warning: first.key, number: first.identifier, issued: first.sent }
}

const earlier = (a: Reference, b: Reference): Reference =>
  b.sentAt < a.sentAt || (b.sentAt === a.sentAt && b.key < a.key) ? b : a
