import { HolidayTableSent, NoticeSent } from '../../shared/sync/calendar.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn } from '../deeds/request.ts'
import { CalendarDesk, type CalendarDeskParts } from './calendar-desk.ts'

/** The notice of a year: what it would change, and putting it in force. */
export function serveCalendar(routes: Routes, parts: CalendarDeskParts): void {
  const desk = new CalendarDesk(parts)
  const tableOf = asked(HolidayTableSent)
  const noticeOf = asked(NoticeSent)
  routes.on('GET /api/calendar', () => desk.standing())
  routes.on('POST /api/calendar/preview', ({ body }, caller) => desk.preview(tableOf(body), caller))
  routes.on('POST /api/calendar/notices', ({ body }, caller) => desk.putInForce(noticeOf(body), caller))
  routes.on('GET /api/calendar/notices/:id', (request, caller) => desk.file(idIn(request), caller))
}
