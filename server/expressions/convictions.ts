import { hash } from 'node:crypto'

/** What is remembered is a few words each; an upstream that makes new ones all the time is told anew. */
const MOST = 1_000

/** Records on which an expression does not end. An upstream that is polled shows them at every turn, and to find it out takes seconds. */
export interface Convictions {
  note(text: string, record: string, reason: string): void
  /** Why an expression is not tried on a record; undefined: nothing is known against it. */
  reasonOf(text: string, record: string): string | undefined
  /** Whether something is known of a record and one of these expressions. */
  isKnown(texts: readonly string[], record: string): boolean
}

export function createConvictions(): Convictions {
  const known = new Map<string, Map<string, string>>()
  const of = (record: string) => (known.size === 0 ? undefined : known.get(hash('sha256', record)))
  return {
    note(text, record, reason) {
      const name = hash('sha256', record)
      const reasons = known.get(name) ?? new Map<string, string>()
      if (known.size >= MOST) known.clear()
      known.set(name, reasons.set(text, reason))
    },
    reasonOf: (text, record) => of(record)?.get(text),
    isKnown(texts, record) {
      const reasons = of(record)
      return reasons !== undefined && texts.some(text => reasons.has(text))
    },
  }
}
