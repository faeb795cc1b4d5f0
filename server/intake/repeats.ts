import { isToldBy } from '../../shared/city/restated.ts'
import type { RecordFact } from '../../shared/model/fact.ts'

/** What upstreams deliver again is mostly young; a start begins anew, and takes each once more. */
const REMEMBERED = 10_000

/** The newest report of a part, as the city keeps it. */
type Version = Pick<RecordFact, 'op' | 'version' | 'at' | 'hash' | 'event' | 'area' | 'flags' | 'fields'>

/** Tells a report that was delivered before from one that is news (A1). */
export interface Repeats {
  /** `known` is the newest report of its part that is committed. */
  isRepeat(fact: RecordFact, known: Version | undefined): boolean
  /** Committed, and yet not in the city: nobody but this knows it when it comes again. */
  untaken(fact: RecordFact): void
  kept(): void
  /** What was judged is kept by now, or lost. */
  settled(): void
}

export function createRepeats(): Repeats {
  const waiting = new Set<string>()
  // The city keeps the newest version of a part only: without these an old one would be news at each delivery.
  const history = new Set<string>()
  const becomingHistory = new Set<string>()

  return {
    isRepeat(fact, known) {
      const name = nameOf(fact, fact)
      if (waiting.has(name) || history.has(name)) return true
      if (known !== undefined) {
        if (sameVersion(known, fact) || isToldBy(fact, known)) return true
        becomingHistory.add(nameOf(fact, known)).add(name)
      }
      waiting.add(name)
      return false
    },
    untaken: fact => void history.add(nameOf(fact, fact)),
    kept() {
      for (const name of becomingHistory) history.add(name)
      // The oldest are in front.
      for (const name of history) {
        if (history.size <= REMEMBERED) break
        history.delete(name)
      }
    },
    settled() {
      waiting.clear()
      becomingHistory.clear()
    },
  }
}

type Order = Pick<RecordFact, 'version' | 'at' | 'hash'>
const nameOf = ({ id, part }: RecordFact, { version, at, hash }: Order) =>
  `${id}\n${part}\n${version}\n${at}\n${hash}`

const sameVersion = (a: Order, b: Order): boolean =>
  a.version === b.version && a.at === b.at && a.hash === b.hash
