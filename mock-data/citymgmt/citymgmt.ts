import { DAY, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { startDropping, type Drop } from '../drop-folder.ts'
import { listen } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { serveCases } from './cases-endpoint.ts'
import { exportsOfDay } from './export-file.ts'
import { createCaseModel, type CaseModel } from './model.ts'

export interface CitymgmtSettings {
  /** Of the query; 0 takes any free port. */
  readonly port: number
}

/** 数字城管: an Excel file each night, and a query in the day. */
export function createCitymgmt(
  city: PretendCity,
  { port }: CitymgmtSettings,
  model: CaseModel = createCaseModel(city),
): Upstream {
  const { clock } = city
  const silence = createSilence(plannedOutages(city, 'citymgmt'))
  const folder = `${city.folder}/citymgmt/drop`
  const drops = (from: number, to: number): Drop[] => {
    const found: Drop[] = []
    for (let day = dayNumber(from) - 1; day < dayNumber(to); day++)
      found.push(...exportsOfDay(city, model, day).filter(({ at }) => at > from && at <= to))
    return found
  }
  const start = async (): Promise<Running> => {
    const running = await listen(port, serveCases({ clock, model, silent: silence.isOn }))
    const begin = startOfDay(dayNumber(clock.now())) - DAYS_OF_PAST * DAY
    const stopDropping = startDropping({ clock, folder, drops, begin, silent: silence.isOn })
    return {
      address: `${running.address}/api/cases + ${folder}`,
      stop: () => {
        stopDropping()
        return running.stop()
      },
    }
  }
  return { name: 'citymgmt', title: '数字城管,每日01:30导出 + 日间查询', start, outage: silence.switch }
}
