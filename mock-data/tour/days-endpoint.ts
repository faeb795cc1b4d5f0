import type { IncomingMessage, ServerResponse } from 'node:http'
import { dateOfDay, dayNumber, parseDate } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { answer, urlOf } from '../http.ts'
import { isoSeconds } from '../time-text.ts'
import type { TourModel } from './model.ts'

export interface DaysEndpoint {
  readonly city: PretendCity
  readonly model: TourModel
  readonly silent: (at: number) => boolean
}

/** `GET /days?day=2026-11-22`: the visits of a day, today so far, of each site; and what is known of the site. */
export function serveDays({ city, model, silent }: DaysEndpoint) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = city.clock.now()
    const url = urlOf(request)
    if (silent(now)) return void request.socket.destroy()
    if (request.method !== 'GET' || url.pathname !== '/days')
      return answer(response, 404, { error: 'no such resource' })
    const today = dayNumber(now)
    const text = url.searchParams.get('day')
    const day = text === null ? today : parseDate(text)
    if (day === null || day > today || day < today - DAYS_OF_PAST)
      return answer(response, 400, { error: `day is 'YYYY-MM-DD', of the last ${DAYS_OF_PAST} days` })
    answer(response, 200, {
      asOf: isoSeconds(now),
      day: dateOfDay(day),
      sites: model.sites.map(site => ({
        ...{ siteCode: site.code, siteName: site.name, grade: site.grade, areaKm2: site.areaKm2 },
        ...{ districtCode: site.district, townCode: site.town, capacity: site.capacity },
        ...{ opens: site.opens, closes: site.closes },
        visits: model.visits(site, day, now),
      })),
    })
  }
}
