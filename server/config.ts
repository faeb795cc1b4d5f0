import { join, resolve, sep } from 'node:path'
import { readSyslog, type SyslogSetting } from './audit/syslog/setting.ts'
import { LEAST_DAYS } from './audit/tables.ts'
import { parseClock, type ClockSetting } from '../shared/calendar/city-clock.ts'
import { wrong } from './config-error.ts'
import { readReached, type Reached } from './net/reached.ts'

/** What the environment says, read once in `main.ts`. */
export interface Config {
  readonly reached: Reached
  readonly port: number
  /** Connections, and sockets, that one address may hold. */
  readonly perAddress: number
  readonly dataDir: string
  /** The documents of the city; null: those that came with the program. */
  readonly cityDir: string | null
  readonly mockCity: boolean
  /** The keys of the secrets in the database: never in the folder that backups hold. */
  readonly secretsKeyFile: string
  readonly clock: ClockSetting
  readonly telemetryKeep: { readonly ms: number; readonly bytes: number }
  /** What may be seen again, and how much of it; null: nothing is recorded. */
  readonly replayKeep: { readonly ms: number; readonly bytes: number } | null
  /** From when on a process whose loop does not turn is ended; null: never. */
  readonly watchdogMs: number | null
  /** By which a program reads /metrics; null: only people do. */
  readonly metricsToken: string | null
  readonly backup: BackupConfig
  readonly audit: AuditConfig
  /** Beside the standard output; `file` null: nowhere else. */
  readonly log: { readonly file: string | null; readonly files: number; readonly bytes: number }
}

export interface BackupConfig {
  readonly folder: string
  /** Minute of the city's day; null: none is made by itself. */
  readonly at: number | null
  readonly keep: number
  /** null: backups are not encrypted. */
  readonly keyFile: string | null
}

export interface AuditConfig {
  readonly keepDays: number
  /** null: in the folder of the data. */
  readonly keyFile: string | null
  /** null: nobody else has a copy. */
  readonly syslog: SyslogSetting | null
}

type Environment = { readonly [name: string]: string | undefined }

const DAY_MS = 86_400_000

/** Throws a ConfigError that names the variable, its value and what it must be. */
export function readConfig(environment: Environment): Config {
  const read = (name: string, fallback: string) => environment[name] ?? fallback
  return {
    reached: readReached(environment),
    port: whole('PORT', read('PORT', '4000'), 65_535),
    perAddress: atLeastOne('CONNECTIONS_PER_ADDRESS', read('CONNECTIONS_PER_ADDRESS', '1000'), 5_000),
    dataDir: read('DATA_DIR', 'data'),
    secretsKeyFile: keyFile(read('SECRETS_KEY_FILE', ''), read('DATA_DIR', 'data')),
    ...whichCity(environment['CITY_DIR'] ?? '', onOff('MOCK_CITY', read('MOCK_CITY', 'on'))),
    clock: clock(read('CITY_CLOCK', 'real')),
    telemetryKeep: kept('TELEMETRY_KEEP', read('TELEMETRY_KEEP', '7d,10GB')),
    replayKeep: replayKeep(read('REPLAY_KEEP', '7d,2GB')),
    watchdogMs: watchdog(read('WATCHDOG', '30s')),
    metricsToken: environment['METRICS_TOKEN'] ?? null,
    backup: {
      folder: read('BACKUP_DIR', join(read('DATA_DIR', 'data'), 'backups')),
      at: minuteOfDay('BACKUP_AT', read('BACKUP_AT', '02:30')),
      keep: atLeastOne('BACKUP_KEEP', read('BACKUP_KEEP', '7'), 10_000),
      keyFile: environment['BACKUP_KEY_FILE'] ?? null,
    },
    audit: {
      keepDays: auditKeep(read('AUDIT_KEEP', '400')),
      keyFile: outsideOf('AUDIT_KEY_FILE', read('AUDIT_KEY_FILE', ''), read('DATA_DIR', 'data')),
      syslog: readSyslog(environment),
    },
    log: { file: environment['LOG_FILE'] ?? null, ...logKeep(read('LOG_KEEP', '5,20MB')) },
  }
}

/** Without a word it stands beside the folder, with its name: another folder's keys have another. */
function keyFile(text: string, dataDir: string): string {
  const folder = resolve(dataDir)
  return outsideOf('SECRETS_KEY_FILE', text, dataDir) ?? `${folder}.secrets.key`
}

/** null: none is named. */
function outsideOf(name: string, text: string, dataDir: string): string | null {
  if (text === '') return null
  const file = resolve(text)
  if (file.startsWith(`${resolve(dataDir)}${sep}`))
    throw wrong(name, text, 'a file outside DATA_DIR: who takes the one must not have the other')
  return file
}

function auditKeep(text: string): number {
  const days = whole('AUDIT_KEEP', text, 10_000)
  if (days >= LEAST_DAYS) return days
  throw wrong('AUDIT_KEEP', text, `${LEAST_DAYS} days or more: the law wants six months (网络安全法)`)
}

function whole(name: string, text: string, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= most)) throw wrong(name, text, `a whole number up to ${most}`)
  return value
}

function atLeastOne(name: string, text: string, most: number): number {
  const value = whole(name, text, most)
  if (value === 0) throw wrong(name, text, `a whole number from 1 to ${most}`)
  return value
}

function watchdog(text: string): number | null {
  if (text === 'off') return null
  const seconds = Number(/^(\d{1,3})s$/.exec(text)?.[1] ?? 0)
  if (seconds < 2 || seconds > 600) throw wrong('WATCHDOG', text, '"off" or 2s to 600s, e.g. 30s')
  return seconds * 1000
}

function minuteOfDay(name: string, text: string): number | null {
  if (text === 'off') return null
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (match === null) throw wrong(name, text, '"off" or a time of the day of the city, e.g. 02:30')
  return Number(match[1]) * 60 + Number(match[2])
}

function logKeep(text: string): { readonly files: number; readonly bytes: number } {
  const match = /^(\d{1,3}),(\d{1,5})MB$/.exec(text)
  const [files, megabytes] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)]
  if (files < 2 || megabytes < 1)
    throw wrong('LOG_KEEP', text, '<files>,<size>MB with two files and a megabyte at least, e.g. 5,20MB')
  return { files, bytes: megabytes * 2 ** 20 }
}

function onOff(name: string, text: string): boolean {
  if (text !== 'on' && text !== 'off') throw wrong(name, text, '"on" or "off"')
  return text === 'on'
}

/** The pretend city has the places of the documents that came with the program. */
function whichCity(folder: string, mockCity: boolean): Pick<Config, 'cityDir' | 'mockCity'> {
  if (folder === '') return { cityDir: null, mockCity }
  if (mockCity)
    throw wrong(
      'CITY_DIR',
      folder,
      'left out while MOCK_CITY is on: the pretend city knows its own places only',
    )
  return { cityDir: resolve(folder), mockCity }
}

function clock(text: string): ClockSetting {
  const setting = parseClock(text)
  if (setting === null) throw wrong('CITY_CLOCK', text, '"real" or "<ISO start>@<speed up to 3600>"')
  return setting
}

function replayKeep(text: string): Config['replayKeep'] {
  return text === 'off' ? null : kept('REPLAY_KEEP', text, '"off" or ')
}

function kept(name: string, text: string, or = ''): Config['telemetryKeep'] {
  const match = /^(\d{1,4})d,(\d{1,6})(MB|GB)$/.exec(text)
  if (match === null || Number(match[1]) === 0)
    throw wrong(name, text, `${or}<days>d,<size>MB|GB with a day at least, e.g. 7d,10GB`)
  const unit = match[3] === 'GB' ? 2 ** 30 : 2 ** 20
  return { ms: Number(match[1]) * DAY_MS, bytes: Number(match[2]) * unit }
}
