import { Worker } from 'node:worker_threads'
import type { Verdict } from '../../shared/audit/verdict.ts'
import { VerifyError } from './verify.ts'
import type { VerifyOrder, VerifyReply } from './verify-thread.ts'

export interface Verifying {
  readonly verdict: Promise<Verdict>
  stop(): Promise<unknown>
}

/** Checks the audit of a data folder in a thread of its own; the server may go on writing meanwhile. */
export function startVerifying(folder: string, keyFile: string | null = null): Verifying {
  const workerData: VerifyOrder = { folder, keyFile }
  const worker = new Worker(new URL('./verify-thread.ts', import.meta.url), { workerData })
  const verdict = new Promise<Verdict>((resolve, reject) => {
    worker.once('message', (reply: VerifyReply) =>
      reply.ok ? resolve(reply.verdict) : reject(new VerifyError(reply.message)),
    )
    worker.once('error', reject)
    worker.once('exit', () => reject(new VerifyError('the verification was ended before it came to an end')))
  })
  return { verdict, stop: () => worker.terminate() }
}

/** Rejects with a VerifyError where there is nothing that could be verified. */
export const verifyAudit = (folder: string, keyFile: string | null = null): Promise<Verdict> =>
  startVerifying(folder, keyFile).verdict
