import { DAY } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { startDropping } from '../drop-folder.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { fileBytes, fileName } from './csv.ts'
import { releases } from './releases.ts'

/** The oldest of what is kept is a report on a year that ended three years ago. */
const OLDEST = 4 * 366 * DAY

/** 统计: files of the departments' reports, laid into one folder as they are released. */
export function createStat(city: PretendCity): Upstream {
  const silence = createSilence(plannedOutages(city, 'stat'))
  const folder = `${city.folder}/stat/drop`
  const start = async (): Promise<Running> => {
    const stop = startDropping({
      clock: city.clock,
      folder,
      begin: city.clock.now() - OLDEST,
      silent: silence.isOn,
      drops: (from, to) =>
        releases(city, from, to).map(release => ({
          at: release.at,
          name: fileName(release),
          bytes: () => fileBytes(city, release),
        })),
    })
    return { address: folder, stop: async () => stop() }
  }
  return { name: 'stat', title: '统计报表文件投放', start, outage: silence.switch }
}
