import type { PretendCity } from '../city.ts'
import { startDropping } from '../drop-folder.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { bytesOf, sentBetween } from './files.ts'

/** Before anything: who begins there gets the newest few. */
const NEVER = 0

/** 部门台账: workbooks that offices lay into one folder, most of them once a month. */
export function createLedgers(city: PretendCity): Upstream {
  const silence = createSilence(plannedOutages(city, 'ledgers'))
  const folder = `${city.folder}/ledgers/drop`
  const start = async (): Promise<Running> => {
    const stop = startDropping({
      ...{ clock: city.clock, folder, begin: NEVER, silent: silence.isOn },
      drops: (from, to) =>
        sentBetween(city, from, to).map(sent => ({
          ...{ at: sent.at, name: sent.name, bytes: () => bytesOf(city, sent) },
        })),
    })
    return { address: folder, stop: async () => stop() }
  }
  return { name: 'ledgers', title: '部门台账文件投放', start, outage: silence.switch }
}
