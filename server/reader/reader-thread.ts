/** The reading thread: one connection of its own, one question at a time, each in one read transaction. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { teachRolledRows, type RolledMeasures } from '../store/rolled-rows.ts'

export interface Question {
  readonly id: number
  readonly queries: readonly { readonly sql: string; readonly params: readonly SQLInputValue[] }[]
}

export type Reply =
  | {
      readonly id: number
      readonly ok: true
      readonly applied: number
      readonly results: readonly (readonly object[])[]
    }
  | { readonly id: number; readonly ok: false; readonly message: string }

/** What the thread is told when it starts. */
export interface Told {
  readonly file: string
  readonly measures: RolledMeasures
}

const { file, measures } = workerData as Told
const db = new DatabaseSync(file, { readOnly: true, timeout: 2_000 })
teachRolledRows(db, measures)

function answer({ id, queries }: Question): Reply {
  db.exec('BEGIN')
  try {
    const applied = db.prepare("SELECT value FROM meta WHERE key = 'applied'").get() as
      | { value: string }
      | undefined
    // eslint-disable-next-line no-restricted-syntax -- made by our own readers, with what is looked for bound
    const results = queries.map(({ sql, params }) => db.prepare(sql).all(...params))
    return { id, ok: true, applied: Number(applied?.value ?? 0), results }
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) }
  } finally {
    db.exec('COMMIT')
  }
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)))
