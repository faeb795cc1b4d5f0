import { join } from 'node:path'
import { refuseLostKey } from './audit/lost-key.ts'
import { createAlarms, type Alarms } from './alarms/alarms.ts'
import type { BackupSetting } from './backup/backup-setting.ts'
import { backupInProcess, startBackups, type Backups } from './backup/backups.ts'
import type { Config } from './config.ts'
import type { OpenedLog } from './logging/open-log.ts'
import { VERSION } from './version.ts'
import { toldOf } from './preflight.ts'
import type { Healed } from './backup/heal.ts'
import { watchDisk } from './watch/disk-watch.ts'
import { watchLoop, type LoopWatch } from './watch/loop-watch.ts'
import { watchMemory, type MemoryWatch } from './watch/memory-watch.ts'
import { watchLog } from './watch/watch-log.ts'

interface CareParts {
  readonly config: Config
  readonly setting: BackupSetting
  /** The documents of the city. */
  readonly home: string
  readonly opened: OpenedLog
  /** What was put in the place of a city that could not be read, at this start. */
  readonly healed: Healed | null
}

/** What goes on beside the city and keeps it well: backups, alarms, figures about the process. */
export interface Care {
  readonly alarms: Alarms
  figures(): readonly string[]
  /** Whether there is little memory left. */
  isShort(): boolean
  /** Looks after this process from now on; `end` ends it in order. */
  watch(end: (why: string) => void): void
  stop(): void
}

/** Throws a ConfigError where a key is not as it must be. */
export function takeCare(parts: CareParts): Care {
  const { config, opened, healed } = parts
  refuseLostKey(config.dataDir, config.audit)
  const { log } = opened
  const alarms = createAlarms({ log, now: Date.now })
  // Until the next start: somebody must know that something is missing.
  if (healed !== null) alarms.raise('city-restored', toldOf(healed))
  const backups = backupsOf(parts, alarms)
  const stopLog = watchLog({ file: join(config.dataDir, 'city.db-wal'), alarms })
  const stopDisk = watchDisk({ dataDir: config.dataDir, alarms })
  let loop: LoopWatch | null = null
  let memory: MemoryWatch | null = null
  return {
    alarms,
    figures: () => [
      ...opened.figures(),
      ...alarms.figures(),
      ...(backups?.figures() ?? []),
      ...(loop?.figures() ?? []),
    ],
    isShort: () => memory?.isShort() ?? false,
    watch(end) {
      loop = watchLoop({ endAfterMs: config.watchdogMs, alarms, log, now: Date.now })
      memory = watchMemory({ alarms, end })
    },
    stop() {
      loop?.stop()
      memory?.stop()
      backups?.stop()
      stopLog()
      stopDisk()
    },
  }
}

function backupsOf(
  { config, setting, home, opened: { log, secrets } }: CareParts,
  alarms: Alarms,
): Backups | null {
  const { dataDir, folder, key, keyFiles } = setting
  const { at, keep } = config.backup
  const text = key?.toString('hex') ?? null
  secrets.note(text ?? undefined)
  if (at === null) return null
  const make = () =>
    backupInProcess({
      dataDir,
      to: folder,
      key: text,
      keyFiles,
      keep,
      home,
      now: Date.now(),
      version: VERSION,
    })
  return startBackups({ folder, at, make, log, alarms, now: Date.now })
}
