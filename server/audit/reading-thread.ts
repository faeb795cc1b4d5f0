/** The auditor's thread: it reads, one question at a time. */
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { answerOf, type AuditAnswers, type AuditQuestion } from './reading.ts'

export interface Asked {
  readonly id: number
  readonly question: AuditQuestion
}

export type Answered =
  | { readonly id: number; readonly ok: true; readonly answer: AuditAnswers[AuditQuestion['type']] }
  | { readonly id: number; readonly ok: false; readonly message: string }

let db: DatabaseSync | null = null

/** The file may not be there yet, or be another one by the next question. */
function answer({ id, question }: Asked): Answered {
  try {
    db ??= new DatabaseSync(workerData as string, { readOnly: true, timeout: 2_000 })
    return { id, ok: true, answer: answerOf(db, question) }
  } catch (error) {
    db?.close()
    db = null
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(answer(asked)))
