import { DAY, MINUTE, dayNumber } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { plannedOutages } from '../outages.ts'
import { setAway } from '../sql/out-of-order.ts'
import { openOwned } from '../sql/owned-file.ts'
import type { SqliteFile } from '../sql/sqlite.ts'
import { createSilence, type Running, type Silence, type Upstream } from '../upstream.ts'
import { createPartyModel, keptSince, type PartyModel } from './model.ts'
import { TABLES } from './tables.ts'
import { createTables, prune, writeChanges, writeCounts, type Standing } from './writing.ts'

const LOOKS_EVERY = MINUTE
const NOTHING: Standing = { snapshot: null, activity: null }

interface Living {
  readonly city: PretendCity
  readonly model: PartyModel
  readonly file: SqliteFile
  readonly silence: Silence
  standing: Standing
  away: boolean
  /** Everything up to here is in the tables. */
  through: number
}

/** The last change in the tables; null when the file cannot be gone on with. */
function lastChange({ database }: SqliteFile, now: number): number | null {
  const row = database.prepare(`SELECT max(updated_at) AS last FROM ${TABLES.whistle.name}`).get()
  const text = row?.['last']
  if (typeof text !== 'string') return null
  const at = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return at > now || at < now - DAYS_OF_PAST * DAY ? null : at
}

async function open(path: string, city: PretendCity, model: PartyModel): Promise<SqliteFile> {
  const now = city.clock.now()
  const usable = (file: SqliteFile) => {
    setAway(file, Object.values(TABLES), false)
    return lastChange(file, now) !== null
  }
  const fill = async (file: SqliteFile) => {
    await createTables(file)
    await writeCounts(file, model, now, NOTHING)
    await writeChanges(file, model, keptSince(now) - 1, now)
  }
  return openOwned({ path, city, usable, fill })
}

/** 党员管理系统: counts once a month, activities once a day, and the work in the grids as it goes on. */
export function createParty(city: PretendCity, model: PartyModel = createPartyModel(city)): Upstream {
  const silence = createSilence(plannedOutages(city, 'party'))
  const path = `${city.folder}/party/party.sqlite`
  const start = async (): Promise<Running> => {
    const file = await open(path, city, model)
    const now = city.clock.now()
    const through = lastChange(file, now) ?? now
    const living: Living = { city, model, file, silence, standing: NOTHING, away: false, through }
    let last = Promise.resolve()
    const stop = city.clock.every(LOOKS_EVERY, () => (last = turn(living)))
    return {
      address: path,
      stop: async () => {
        stop()
        await last.finally(() => file.close())
      },
    }
  }
  return { name: 'party', title: '党员管理系统(SQLite,仅汇总数)', start, outage: silence.switch }
}

async function turn(living: Living): Promise<void> {
  const { city, model, file, silence } = living
  const now = city.clock.now()
  const away = silence.isOn(now)
  if (away !== living.away) setAway(file, Object.values(TABLES), away)
  living.away = away
  if (away) return
  living.standing = await writeCounts(file, model, now, living.standing)
  await writeChanges(file, model, living.through, now)
  if (dayNumber(now) !== dayNumber(living.through)) prune(file, now)
  living.through = now
}
