import type { Reading, ReadingsFact } from '../../shared/model/fact.ts'

/** A device's clock may be ahead; beyond this an instant is taken back to now (A10). */
export const AHEAD_MS = 5 * 60_000

export interface KnownReadings {
  readonly now: number
  /** Readings of before are refused: what they would change is not kept any more. */
  readonly oldestReading: number
  /** Whether a measure of a device was heard at this very instant. */
  readonly isHeard: (kind: string, device: string, measure: string, at: number) => boolean
  /** What is to be doubted of a reading as things stand; null: nothing. */
  readonly marksOf: (kind: string, reading: Reading) => Reading['marks'] | null
}

/** What became of the readings of one fact: the fresh ones, and how many were left out. */
export interface JudgedReadings {
  readonly fresh: readonly Reading[]
  readonly repeats: number
  readonly refused: number
}

export interface ReadingsJudge {
  judge(fact: ReadingsFact, known: KnownReadings): JudgedReadings
  /** What waited is committed. */
  kept(): void
  /** What waited is committed, or lost. */
  settled(): void
}

export function createReadingsJudge(): ReadingsJudge {
  /** Accepted and not yet in the city. */
  const waiting = new Set<string>()
  const ahead = createAhead()

  function isNews(name: string, isHeard: () => boolean): boolean {
    if (waiting.has(name) || isHeard()) return false
    waiting.add(name)
    return true
  }

  /** The reading without what was heard before; null when that is all of it: the broker delivered it again (A1). */
  function newsOf(kind: string, said: Reading, known: KnownReadings): Reading | null {
    const reading = clamp(said, known.now)
    const { device, at, values } = reading
    const names = Object.keys(values)
    const news = names.filter(measure => {
      const name = `${device} ${measure} ${said.at}`
      if (reading === said) return isNews(name, () => known.isHeard(kind, device, measure, at))
      return isNews(name, () => ahead.isKnown(name)) && ahead.wait(name)
    })
    if (news.length === names.length) return news.length === 0 ? null : reading
    if (news.length === 0) return null
    return { ...reading, values: Object.fromEntries(news.map(name => [name, values[name] as number | null])) }
  }

  function judge({ kind, readings }: ReadingsFact, known: KnownReadings): JudgedReadings {
    const young = readings.filter(reading => reading.at >= known.oldestReading)
    const fresh = young.flatMap(reading => {
      const news = newsOf(kind, reading, known)
      return news === null ? [] : marked(news, known.marksOf(kind, news))
    })
    return { fresh, repeats: young.length - fresh.length, refused: readings.length - young.length }
  }

  function settled(): void {
    waiting.clear()
    ahead.settled()
  }

  return { judge, kept: ahead.kept, settled }
}

const marked = (reading: Reading, marks: Reading['marks'] | null): Reading =>
  marks === null || marks === undefined ? reading : { ...reading, marks }

const clamp = (reading: Reading, now: number): Reading =>
  reading.at <= now + AHEAD_MS ? reading : { ...reading, at: now }

/** One device in some hundred has such a clock. */
const MOST_AHEAD = 10_000

/** Instants that were taken back: what is kept of them is another instant, by which they would not be known again. */
function createAhead() {
  const waiting = new Set<string>()
  const known = new Set<string>()
  return {
    isKnown: (name: string) => known.has(name),
    wait: (name: string) => waiting.add(name).has(name),
    kept() {
      for (const name of waiting) known.add(name)
      for (const oldest of known) {
        if (known.size <= MOST_AHEAD) break
        known.delete(oldest)
      }
    },
    settled: () => waiting.clear(),
  }
}
