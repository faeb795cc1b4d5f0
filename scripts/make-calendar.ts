// node scripts/make-calendar.ts: builds documents/calendars/*.json from the published holidays and the lunar tables.
import { mkdirSync, writeFileSync } from 'node:fs'
import { format } from 'oxfmt'
import { parseCalendar } from '../shared/calendar/document.ts'
import { chinaCalendar, everyDayCalendar } from './calendar-document.ts'

const folder = new URL('../documents/calendars/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const document of [chinaCalendar(), everyDayCalendar()]) {
  const parsed = parseCalendar(document)
  if (parsed.ok) {
    const file = `${document.id}.json`
    const { code } = await format(file, JSON.stringify(document, null, 2), { printWidth: 110 })
    writeFileSync(new URL(file, folder), code)
  } else {
    process.stderr.write(`the calendar ${document.id} was not written:\n${parsed.faults.join('\n')}\n`)
    process.exitCode = 1
  }
}
