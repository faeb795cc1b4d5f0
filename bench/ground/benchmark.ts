/**
 * One benchmark is one file `bench/<part>/<name>.bench.ts` with an export `benchmark`. It runs in a process of its own,
 * in a folder of its own; both are gone afterwards, whatever happened.
 */
export interface Benchmark {
  /** What is measured, in one line. */
  readonly title: string
  /** The run is ended and counts as failed when it takes longer: [short form, long form]. */
  readonly limitSeconds: readonly [short: number, long: number]
  /** Packages of bench/package.json without which it cannot run. */
  readonly peers?: readonly string[]
  readonly run: (ground: Ground) => Promise<void>
}

/** What a benchmark gets. */
export interface Ground {
  /** The long form: more rounds, more records, whatever takes more than two minutes. */
  readonly long: boolean
  /** An empty folder on the disk of the repository (not in memory: durable writes must cost what they cost). */
  readonly folder: string
  /** Tells a row of the table. */
  readonly row: (row: Row) => void
  /** Tells a sentence that stands below the table: what was the same, what was not. */
  readonly note: (text: string) => void
}

export type Unit = 'per second' | 'ms' | 'us' | 'bytes' | 'percent' | 'count'

/** One line of a table. Every list has a value per round, so that a ratio is of one round of one run. */
export interface Row {
  readonly what: string
  readonly unit: Unit
  readonly ours: readonly number[]
  readonly beside?: { readonly what: string; readonly values: readonly number[] }
  readonly goal?: Goal
}

/** What the row has to reach: `ratio` is ours / beside. */
export interface Goal {
  readonly of: 'ratio' | 'ours'
  readonly is: 'at least' | 'at most'
  readonly value: number
}
