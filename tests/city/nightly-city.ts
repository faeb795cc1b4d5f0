import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { DAY, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { parseClock } from '../../shared/calendar/city-clock.ts'
import { createCivil } from '../../mock-data/civil/civil.ts'
import { createCitymgmt } from '../../mock-data/citymgmt/citymgmt.ts'
import { EXPORT_TIME } from '../../mock-data/citymgmt/export-file.ts'
import { createCaseModel } from '../../mock-data/citymgmt/model.ts'
import { isOpen, type CaseState } from '../../mock-data/citymgmt/state.ts'
import { createPretendCity, type PretendCity } from '../../mock-data/city.ts'
import { createClock } from '../../mock-data/clock.ts'
import { remembered } from '../../mock-data/remembered.ts'
import { startServer } from '../faults/server-process.ts'
import { operatorOf } from '../trust/operator.ts'
import { moveDocuments } from './moved-documents.ts'
import { until } from './whole-city.ts'
import { count, expecting, type Expected, type Way } from './truth/expected.ts'

/**
 * A day in 24 seconds: a file of every night is late after a day, and failed after three. So fast nothing that reports by the
 * minute is ever live, so there are two sources alone, which lay files.
 */
const CLOCK = '2026-11-24T20:00:00+08:00@3600'
const NIGHTLY = 'citymgmt-nightly'
const MONTHLY = 'civil'

/** A server that hears of the streets from the files of the nights, and of 民政 from those of the months. */
export interface NightlyCity {
  readonly address: string
  /** Of one who may look: without the pretend city in it, the server is open to nobody. */
  readonly cookie: string
  readonly now: () => number
  readonly silence: (on: boolean) => void
  readonly expected: readonly Expected[]
  stop(): Promise<void>
}

export async function startNightlyCity(): Promise<NightlyCity> {
  const home = mkdtempSync(join(tmpdir(), 'liaowang-nights-'))
  const [documents, dataDir] = [join(home, 'documents'), join(home, 'data')]
  moveDocuments(documents, 0)
  onlyFiles(join(documents, 'feeds'))
  const server = await startServer(dataDir, { CITY_CLOCK: CLOCK }, [
    'tests/hostile/hostile-main.ts',
    documents,
  ])
  const city = cityOver(dataDir)
  const model = createCaseModel(city)
  const streets = createCitymgmt(city, { port: 0 }, model)
  await layMonthly(city)
  const running = await streets.start()
  return {
    address: server.address,
    cookie: await operatorOf(server),
    now: city.clock.now,
    silence: streets.outage,
    expected: nightlyExpectations(at => model.truth(at)),
    stop: async () => {
      await running.stop()
      expect(await server.stop(), 'it stops in order').toBe(0)
      rmSync(home, { recursive: true })
    },
  }
}

/** What completes another feed elsewhere is here all there is. */
function onlyFiles(feeds: string): void {
  for (const name of readdirSync(feeds))
    if (![`${NIGHTLY}.json`, `${MONTHLY}.json`].includes(name)) rmSync(join(feeds, name))
  const file = join(feeds, `${NIGHTLY}.json`)
  const { completes: _completes, ...alone } = JSON.parse(readFileSync(file, 'utf8')) as object & {
    completes?: string
  }
  writeFileSync(file, JSON.stringify(alone))
}

/** By the server's clock; a file that is cut short (A7) would tell of its night in the morning only. */
function cityOver(dataDir: string) {
  const setting = parseClock(CLOCK)
  const { anchor } = JSON.parse(readFileSync(join(dataDir, 'clock.json'), 'utf8')) as { anchor: number }
  const report = (fault: unknown) => {
    throw fault
  }
  const clock = createClock(setting!, { anchor, report })
  return createPretendCity({ seed: 'nights', clock, folder: join(dataDir, 'upstreams'), rates: { A7: 0 } })
}

/** The months that are over. No other ends while the test looks, and looking for one all the time would take all of its time. */
async function layMonthly(city: PretendCity): Promise<void> {
  const civil = await createCivil(city).start()
  const folder = join(city.folder, 'civil', 'drop')
  await until(
    () => existsSync(folder) && readdirSync(folder).some(name => name.startsWith('民政统计月报_202610')),
    () => 'the reports of the months lie there',
    30,
  )
  await civil.stop()
}

const STAGES = ['accepted', 'filed', 'dispatched', 'disposing', 'checking'] as const
/** What is on the screen is what the last file told, whatever the hour. */
const WAY: Way = { feeds: [NIGHTLY], behindMs: 0, goesOn: false }

/** As the file of the last night tells it. */
function nightlyExpectations(truth: (at: number) => readonly CaseState[]): readonly Expected[] {
  const openIn = remembered(
    made => truth(made).filter(state => isOpen(state) && state.case.arrivedAt < startOfDay(dayNumber(made))),
    5,
  )
  const open = (at: number) => {
    const tonight = startOfDay(dayNumber(at)) + EXPORT_TIME
    return openIn(tonight <= at ? tonight : tonight - DAY)
  }
  const is = expecting(WAY)
  return [
    is('case.open', at => open(at).length),
    is('case.hung', at => count(open(at), ({ stage }) => stage === 'hung')),
    ...STAGES.map(stage => is('case.stage', at => count(open(at), state => state.stage === stage), [stage])),
  ]
}
