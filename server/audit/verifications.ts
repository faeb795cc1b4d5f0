import { dayNumber, timeOfDay, HOUR } from '../../shared/calendar/civil.ts'
import type { AuditStanding, Verdict } from '../../shared/audit/verdict.ts'
import { startVerifying, type Verifying } from './verify-audit.ts'

/** The city sleeps. */
const NIGHTLY = 3 * HOUR

export interface VerificationsParts {
  readonly folder: string
  readonly keyFile?: string | null
  readonly now: () => number
  readonly onVerdict: (verdict: Verdict) => void
  readonly onFailure: (why: string) => void
}

/** One verification at a time: whenever the auditor wants one, and each night. */
export interface Verifications {
  /** False: one is running. */
  start(): boolean
  tick(): void
  readonly standing: AuditStanding['verification']
  /** Resolves when none runs any more. */
  stop(): Promise<void>
}

export function createVerifications({
  folder,
  keyFile = null,
  now,
  onVerdict,
  onFailure,
}: VerificationsParts): Verifications {
  let running: Verifying | null = null
  let verdict: Verdict | null = null
  let failure: string | null = null
  // Not at once: a start has other things to do.
  let nightOf = dayNumber(now())

  function settle(found: Verdict): void {
    running = null
    verdict = found
    onVerdict(found)
  }

  function fail(error: unknown): void {
    running = null
    failure = error instanceof Error ? error.message : String(error)
    onFailure(failure)
  }

  function start(): boolean {
    if (running !== null) return false
    failure = null
    running = startVerifying(folder, keyFile)
    running.verdict.then(settle).catch(fail)
    return true
  }

  return {
    start,
    tick() {
      if (dayNumber(now()) <= nightOf || timeOfDay(now()) < NIGHTLY || !start()) return
      nightOf = dayNumber(now())
    },
    get standing() {
      return { isRunning: running !== null, verdict, failure }
    },
    async stop() {
      running?.verdict.catch(() => undefined)
      await running?.stop()
    },
  }
}
