import { DAY } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { Upstream } from '../upstream.ts'
import { fileBytes } from './csv.ts'
import { createDroppedReports } from './dropped-reports.ts'
import { reports } from './reports.ts'

/** 统计: files of the departments' reports. The oldest of what is kept is on a year that ended three years ago. */
export const createStat = (city: PretendCity): Upstream =>
  createDroppedReports(city, {
    ...{ name: 'stat', title: '统计报表文件投放', reports, pastMs: 4 * 366 * DAY },
    ...{ format: 'csv', bytes: fileBytes },
  })
