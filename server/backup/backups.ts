import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DAY } from '../../shared/calendar/civil.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { Log } from '../log.ts'
import type { SentOrder } from './backup-process.ts'
import type { BackupReply } from './backup-with-trial.ts'
import { isDue } from './schedule.ts'
import { lastGood, verdictOf } from './verdicts.ts'

export interface BackupsParts {
  readonly folder: string
  /** Minute of the city's day. */
  readonly at: number
  readonly make: () => Promise<BackupReply>
  readonly log: Log
  readonly alarms: Alarms
  /** The machine's time, not a moved clock's. */
  readonly now: () => number
}

export interface Backups {
  figures(): string[]
  stop(): void
}

const LOOK_MS = 60_000
/** A server that has just started has other things to do; nor is one that was started by mistake to make a backup. */
const FIRST_LOOK_MS = 300_000
/** One that failed is tried again, not at once. */
const AGAIN_MS = 3_600_000
/** A day and the time that one takes. */
const OVERDUE_MS = 1.25 * DAY

/** Makes a backup when one is due, each tried at once, and sounds an alarm where there is no good one (F-30). */
export function startBackups({ folder, at, make, log, alarms, now }: BackupsParts): Backups {
  let busy = false
  let notBefore = 0
  const started = now()

  async function one(): Promise<void> {
    busy = true
    try {
      const { made, faults } = await make()
      if (faults.length > 0 || made === null) failed(faults.join('; '))
      else {
        alarms.clear('backup')
        log('info', 'backup', `${made.name} is made, and was restored for a trial`, { bytes: made.bytes })
      }
    } catch (error) {
      failed(String(error))
    }
    busy = false
  }

  function failed(why: string): void {
    notBefore = now() + AGAIN_MS
    alarms.raise('backup', `a backup could not be made, or not be restored: ${why}`)
  }

  function look(): void {
    const last = lastGood(folder)?.madeAt ?? null
    if (now() - (last ?? started) > OVERDUE_MS)
      alarms.raise(
        'backup-age',
        last === null ? 'there is no backup' : `the last good backup is of ${new Date(last).toISOString()}`,
      )
    else alarms.clear('backup-age')
    if (!busy && (now() >= notBefore || notBefore > now() + AGAIN_MS) && isDue(last, now(), at)) void one()
  }

  let timer = setTimeout(function again() {
    look()
    timer = setTimeout(again, LOOK_MS)
  }, FIRST_LOOK_MS)
  return { figures: () => figures(folder, now()), stop: () => clearTimeout(timer) }
}

function figures(folder: string, now: number): string[] {
  const last = lastGood(folder)
  const age = last === null ? [] : [`liaowang_backup_age_seconds ${Math.round((now - last.madeAt) / 1000)}`]
  const tried = last === null ? null : verdictOf(last.path)
  return [
    '# HELP liaowang_backup_age_seconds since the last backup that was restored for a trial and found whole',
    '# TYPE liaowang_backup_age_seconds gauge',
    ...age,
    '# HELP liaowang_backup_restore_tested 1: there is a backup that was restored for a trial',
    '# TYPE liaowang_backup_restore_tested gauge',
    `liaowang_backup_restore_tested ${tried === null ? 0 : 1}`,
  ]
}

const PROCESS = fileURLToPath(new URL('./backup-process.ts', import.meta.url))
/** However large the city: one that takes longer hangs. */
const LONGEST_MS = 3_600_000

/** In a process of its own. */
export function backupInProcess(order: SentOrder): Promise<BackupReply> {
  return new Promise((resolve, reject) => {
    const child = fork(PROCESS, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], env: {} })
    const patience = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
    child.once('message', reply => resolve(reply as BackupReply))
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearTimeout(patience)
      reject(new Error(`the process that makes it ended with ${signal ?? code}`))
    })
    // A server that stops does not wait for it: what is unfinished is nothing.
    child.unref()
    child.channel?.unref()
    patience.unref()
    child.send(order)
  })
}
