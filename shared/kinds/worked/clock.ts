import type { Calendar } from '../../calendar/calendar.ts'
import { dueAt as dueFrom } from '../../calendar/due.ts'
import { NO_PAUSES } from '../../calendar/pauses.ts'
import { judge } from '../../lights/light.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import type { Env } from '../kind.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import type { Clock, Course } from './course.ts'
import { LONGEST } from './fields.ts'

const NO_CLOCK = { light: 'not_applicable', overdue: false, dueAt: null, daysLeft: null } as const

/** What runs out when: null, nothing does. */
function timed(clock: Clock | null, calendar: Calendar) {
  const [since, n, unit] = [told(clock?.since), told(clock?.term), told(clock?.termUnit)]
  if (since === null || n === null || unit === null || n > LONGEST[unit])
    return { since, limit: null, dueAt: told(clock?.dueAt), provisional: false }
  const limit = { n, unit }
  const { at, provisional } = dueFrom(since, limit, calendar)
  return { since, limit, dueAt: at, provisional }
}

/** How work stands by its clock, for kinds that have none of their own. */
export function standingBy({ state, clock, entries }: Course, { now, calendar }: Env) {
  const { since, limit, dueAt, provisional } = timed(clock, calendar)
  if (state === 'struck' || state === 'closed' || dueAt === null)
    return { ...NO_CLOCK, light: state === 'struck' ? ('green' as const) : NO_CLOCK.light, nextAt: null }
  const startAt = Math.min(since ?? entries[entries.length - 1]?.at ?? dueAt, dueAt)
  const { light, nextAt } = judge({
    ...{ startAt, dueAt, doneAt: null, now, calendar, limit, provisional, paused: false },
  })
  const left = daysLeftAt(now, dueAt, calendar, NO_PAUSES)
  return {
    ...{ light, overdue: isOver(dueAt, now), dueAt, daysLeft: left.days },
    nextAt: earlier(earlier(nextAt, left.nextAt), instantAfter(dueAt, now)),
  }
}
