import type { PretendCity } from '../city.ts'
import { startDropping, type Drop } from '../drop-folder.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { handover, sessionList, visitsAtFirst, visitsLater } from './files.ts'
import { listsSent } from './sessions.ts'

/** Before anything: who begins there has never laid a file down. */
const NEVER = 0
/** What a weekly list has of sessions: the one that was held, and the next. */
const OF_A_WEEK = 2

/** 双进双促: the district's ledger, handed over on the day the city first starts, and each week the tea sessions and visits. */
export function createEnterprise(city: PretendCity): Upstream {
  const silence = createSilence(plannedOutages(city, 'enterprise'))
  const folder = `${city.folder}/enterprise/drop`
  const drops = (from: number, to: number): Drop[] =>
    from === NEVER
      ? [...handover(city, to), sessionList(city, to), visitsAtFirst(city, to)]
      : listsSent(city, from, to).flatMap(at => [sessionList(city, at, OF_A_WEEK), visitsLater(city, at)])
  const start = async (): Promise<Running> => {
    const stop = startDropping({ clock: city.clock, folder, begin: NEVER, silent: silence.isOn, drops })
    return { address: folder, stop: async () => stop() }
  }
  return { name: 'enterprise', title: '双进双促台账与亲清下午茶', start, outage: silence.switch }
}
