import { MINUTE, dayNumber } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Silence, type Upstream } from '../upstream.ts'
import { exchangedRows } from './batches.ts'
import { openExchange, prune, setPlatformAway, setUpgraded } from './exchange-file.ts'
import { lastBatchBefore, writeBatch, writeHall } from './fill.ts'
import { createGovsvcModel, type GovsvcModel } from './model.ts'
import type { SqliteFile } from '../sql/sqlite.ts'
import type { Upcoming } from './upcoming.ts'

/** A batch is in the tables some seconds after the time it bears: whoever polls must look a little back. */
const COMMITTED_AFTER = 20_000
const LOOKS_EVERY = 10_000

interface Living {
  readonly city: PretendCity
  readonly file: SqliteFile
  readonly upcoming: Upcoming
  readonly silence: Silence
  away: boolean
  hallAt: number
  prunedOn: number
}

/** 一体化在线政务服务平台 前置库: a database that fills up by batches and is polled by others. */
export function createGovsvc(city: PretendCity, model: GovsvcModel = createGovsvcModel(city)): Upstream {
  const silence = createSilence(plannedOutages(city, 'govsvc'))
  const path = `${city.folder}/govsvc/exchange.sqlite`
  let opened: SqliteFile | null = null
  const start = async (): Promise<Running> => {
    const { file, upcoming } = await openExchange(path, city, model)
    opened = file
    const now = city.clock.now()
    const living: Living = {
      city,
      file,
      upcoming,
      silence,
      away: false,
      hallAt: 0,
      prunedOn: dayNumber(now),
    }
    let last = Promise.resolve()
    const stop = city.clock.every(LOOKS_EVERY, () => (last = turn(living)))
    return {
      address: path,
      stop: async () => {
        stop()
        opened = null
        // A batch that is being written is written to its end.
        await last.finally(() => file.close())
      },
    }
  }
  return {
    name: 'govsvc',
    title: '一体化在线政务服务平台前置库(SQLite)',
    start,
    outage: silence.switch,
    upgrade: on => {
      if (opened !== null) setUpgraded(opened, on)
    },
  }
}

async function turn(living: Living): Promise<void> {
  const { city, file, upcoming, silence } = living
  const now = city.clock.now()
  const away = silence.isOn(now)
  if (away !== living.away) setPlatformAway(file, away)
  living.away = away
  if (away) return
  for (const { batch, changes } of upcoming.take(lastBatchBefore(now - COMMITTED_AFTER)))
    await writeBatch(file, batch, exchangedRows(changes))
  if (now - living.hallAt >= MINUTE) {
    await writeHall(city, file, now)
    living.hallAt = now
  }
  if (dayNumber(now) === living.prunedOn) return
  prune(file, now)
  living.prunedOn = dayNumber(now)
}
