import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

/** One opening of a journal. What screens are told of its entries they are told in a run. */
export interface Run {
  readonly id: string
  /** The journal's head when it was opened. */
  readonly from: number
}

/** A screen that was away for more restarts than this is told the whole. */
export const MOST_RUNS = 1_000

export const newRunId = (): string => randomBytes(6).toString('hex')

/**
 * Whether entry `seq`, of which somebody was told in run `id`, is an entry of this journal. The run ended here where the
 * next one began: if it had come further, what came after is the history of a file that was replaced by a copy of before.
 * `runs` are in order, the one of now last.
 */
export function holdsEntry(
  runs: readonly Run[],
  { id, seq, head }: { readonly id: string; readonly seq: number; readonly head: number },
): boolean {
  const at = runs.findIndex(run => run.id === id)
  return at !== -1 && seq <= (runs[at + 1]?.from ?? head)
}

/** The runs that have appended something, in order. */
export const runsIn = (db: DatabaseSync): Run[] =>
  db.prepare('SELECT run AS id, head AS "from" FROM runs ORDER BY n').all() as unknown as Run[]

/** Writes down the run of now, in the transaction of its first entries: a run that appended nothing need not be known. */
export function writeRun(db: DatabaseSync, { id, from }: Run): void {
  db.prepare('INSERT INTO runs (run, head) VALUES (?, ?)').run(id, from)
  db.prepare('DELETE FROM runs WHERE n <= (SELECT max(n) FROM runs) - ?').run(MOST_RUNS)
}
