/** The verifying thread: it reads everything there is, once, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Verdict } from '../../shared/audit/verdict.ts'
import { verifyFiles } from './verify.ts'

export interface VerifyOrder {
  readonly folder: string
  readonly keyFile: string | null
}

export type VerifyReply =
  | { readonly ok: true; readonly verdict: Verdict }
  | { readonly ok: false; readonly message: string }

function answer(): VerifyReply {
  try {
    const { folder, keyFile } = workerData as VerifyOrder
    const verdict = verifyFiles(folder, { now: Date.now, clock: () => performance.now(), keyFile })
    return { ok: true, verdict }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(answer())
