import { mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kinds } from '../shared/kinds/registry.ts'
import { backupSetting } from './backup/backup-setting.ts'
import { FolderFault } from './backup/heal.ts'
import { markSuspect } from './backup/soundness.ts'
import { openCityClock } from './city/city-clock.ts'
import { startCityServer, type CityServer } from './city/server.ts'
import { ConfigError } from './config-error.ts'
import { readConfig, type Config } from './config.ts'
import { connectors } from './connectors/registry.ts'
import { readDirectories } from './directory/settings.ts'
import { loadDocuments, type Documents } from './documents/load.ts'
import { mask } from '../shared/mapping/masking/mask.ts'
import { mappingOf } from './intake/mapping.ts'
import { FolderInUse, lockFolder } from './journal/folder-lock.ts'
import { JournalError } from './journal/journal.ts'
import { takeCare } from './care.ts'
import { isBroken } from './journal/room.ts'
import { preflight } from './preflight.ts'
import type { Log } from './log.ts'
import { openLog } from './logging/open-log.ts'
import { startPretendCity } from './pretend-city.ts'
import { TrustError } from './trust/database.ts'

const ROOT = new URL('..', import.meta.url)
const folder = (name: string) => fileURLToPath(new URL(name, ROOT))

/** Secrets of the pretend city's feeds. They protect nothing, and are used only while it runs. */
const PRETEND_SECRETS: { readonly [name: string]: string } = {
  HOTLINE_HMAC: 'pretend-city-hotline',
  GRID_HMAC: 'pretend-city-grid',
  TOUR_TOKEN: 'pretend-city-tour',
}

type Environment = NodeJS.ProcessEnv

/**
 * The whole process: wires what there is, serves until it is told to stop. `shipped` has the documents of the city where no others are named, `announced` the places
 * on this machine that feeds may connect to: those of the pretend city, once it tells them.
 */
export async function run(
  environment: Environment,
  shipped = folder('documents'),
  announced = new Set<string>(),
): Promise<void> {
  const { config, opened, setting, unlock, healed } = await begin(environment)
  const { log } = opened
  const clock = openCityClock(config.clock, config.dataDir, Date.now)
  const home = config.cityDir ?? shipped
  const documents = orExit(() => readDocuments(home, log))
  const secret = (name: string) => environment[name] ?? (config.mockCity ? PRETEND_SECRETS[name] : undefined)
  const care = orExit(() => takeCare({ config, setting, home, opened, healed }))
  const start = startCityServer({
    ...{ config, documents, kinds, clock },
    clientDir: folder('dist/client'),
    log,
    ...{ alarms: care.alarms, figures: care.figures, isShort: care.isShort },
    directories: secretOf =>
      readDirectories(environment, secretOf, file => readFileSync(file, 'utf8'), config.reached.origins),
    intake: {
      connectors,
      mapping: mappingOf(documents, kinds),
      mask,
      secret,
      note: opened.secrets.note,
      announced,
      fileOf: path => resolve(config.dataDir, 'upstreams', path),
    },
    onFatal(what, error) {
      if (isBroken(error)) markSuspect(config.dataDir)
      fatal(log, what, error)
    },
  })
  const server = await start.catch(exitWith)
  const stopCity = config.mockCity
    ? startPretendCity(pretendEnvironment(environment, config, clock.anchor, server.inside), log, announced)
    : async () => undefined
  const stop = stopOnSignals(log, async () => {
    care.stop()
    await stopCity()
    await server.stop()
    unlock()
  })
  care.watch(why => {
    log('error', 'server', `${why}; stopping, to be started again`)
    stop(1)
  })
  // Last: whoever reads the address may stop us.
  announce(server, documents, config)
}

/** Up to where something may be opened in the data folder: it is this process's alone, and what is in it can be read. */
async function begin(environment: Environment) {
  const config = orExit(() => readConfig(environment))
  const opened = openLog(config, environment)
  process.on('uncaughtException', error => fatal(opened.log, 'something nobody expected', error))
  mkdirSync(config.dataDir, { recursive: true })
  const unlock = orExit(() => lockFolder(config.dataDir))
  const setting = orExit(() => backupSetting(config))
  const healed = await preflight(setting, opened.log).catch(exitWith)
  return { config, opened, setting, unlock, healed }
}

const readDocuments = (home: string, log: Log): Documents =>
  loadDocuments(home, kinds, ({ file, faults }) =>
    log('error', 'documents', `${file} is left out: ${faults.join('; ')}`),
  )

/** What a person must hear, and what no restart mends. */
const SENTENCES = [ConfigError, FolderInUse, FolderFault, JournalError, TrustError]

/** What cannot work as it is set up is said in a sentence, and the process ends with 2. */
function orExit<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    return exitWith(error)
  }
}

function exitWith(error: unknown): never {
  const isSaid = SENTENCES.some(fault => error instanceof fault)
  if (!isSaid) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(2)
}

/** What failed cannot be trusted to go on; a clean start from the journal can. */
function fatal(log: Log, what: string, error: unknown): void {
  log('error', 'server', `${what} failed; stopping, since what is shown would not be true`, {
    error,
  })
  process.exit(1)
}

const pretendEnvironment = (
  environment: Environment,
  config: Config,
  anchor: number,
  address: string,
): Environment => ({
  ...environment,
  DATA_DIR: config.dataDir,
  SERVER_URL: address,
  ...(anchor === 0 ? {} : { CITY_CLOCK_ANCHOR: String(anchor) }),
})

function announce(
  { address, setUpToken }: CityServer,
  { feeds, scenes }: Documents,
  { mockCity }: Config,
): void {
  const token = setUpToken()
  const lines = [
    '',
    '  瞭望 Liaowang',
    `  大屏 wall   ${address}/wall`,
    `  桌面 desk   ${address}/desk`,
    // Once, to whoever started it, and in no log: by it the first administrators are made.
    ...(token === null ? [] : [`  首次设置 set-up   ${address}/set-up#${token}   (24 h, 一次性 once)`]),
    `  ${feeds.length} feeds, ${scenes.length} scenes${mockCity ? ', pretend city (演示数据)' : ''}`,
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Answers what stops by itself, with an exit code. */
function stopOnSignals(log: Log, stopAll: () => Promise<void>): (code: number) => void {
  let stopping = false
  const stop = (code: number) => {
    if (stopping) return
    stopping = true
    stopAll().then(
      () => process.exit(code),
      (error: unknown) => fatal(log, 'stopping', error),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      log('info', 'server', `stopping (${signal})`)
      stop(0)
    })
  }
  return stop
}
