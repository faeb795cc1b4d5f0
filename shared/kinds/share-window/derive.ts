import { HOUR, dateOfDay, dayNumber, startOfDay } from '../../calendar/civil.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import type { ShareFields } from './fields.ts'
import { spansOf, type Span } from './spans.ts'

/** The calendar of slots shows so many days, today first. */
export const DAYS_SHOWN = 7
const HOURS_OF_DAY = 24
/** A slot of yesterday may last until tomorrow; those a day beyond what is shown tell when it ends. */
const BEFORE = 2
const AFTER = 2

export function deriveShare(thing: Thing, { now, calendar }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as ShareFields
  const today = dayNumber(now)
  const suspended = fields.state === 'suspended'
  const days = BEFORE + DAYS_SHOWN + AFTER
  const spans = suspended ? [] : spansOf(fields.slots, calendar, today - BEFORE, days)
  // What is open to the end of what was looked at has no end that anybody knows.
  const horizon = startOfDay(today + DAYS_SHOWN + AFTER)
  const next = spans.find(({ to }) => to > now) ?? null
  const open = next !== null && next.from <= now
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'share-window',
      area: main.area,
      code: fields.code,
      title: fields.lot,
      unit: told(fields.unit),
      bays: told(fields.bays),
      state: suspended ? 'suspended' : open ? 'open' : 'closed',
      open,
      from: next === null ? null : next.from,
      until: next === null || next.to >= horizon ? null : next.to,
      asOf: told(fields.asOf),
      marks: marksOf(main, false, false),
    },
    rows: { slots: hoursOf(main, told(fields.bays), spans, today) },
    nextAt: Math.min(startOfDay(today + 1), boundaryOf(next, open)),
  }
}

const boundaryOf = (next: Span | null, open: boolean): number =>
  next === null ? Infinity : open ? next.to : next.from

/** Every hour of the days shown with the bays that are open at its beginning; none is 0, unknown is unknown. */
function hoursOf(main: Part, bays: number | null, spans: readonly Span[], today: number): Row[] {
  const rows: Row[] = []
  for (let day = today; day < today + DAYS_SHOWN; day++)
    for (let hour = 0; hour < HOURS_OF_DAY; hour++) {
      const at = startOfDay(day) + hour * HOUR
      const date = dateOfDay(day)
      const clock = String(hour).padStart(2, '0')
      const open = spans.some(({ from, to }) => from <= at && at < to)
      rows.push({
        event: at,
        kind: 'share-window',
        area: main.area,
        key: `${date} ${clock}`,
        day: date,
        hour: clock,
        open,
        bays: open ? bays : 0,
      })
    }
  return rows
}
