import { NO_PAUSES } from '../../calendar/pauses.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { isOver } from '../next-at.ts'
import { systemOf } from '../system.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import type { STATES } from './codes.ts'
import type { OccurrenceFields } from './fields.ts'

type OccurrenceState = keyof typeof STATES

function stateOf({ takenAt, doneAt }: OccurrenceFields): OccurrenceState {
  if (told(doneAt) !== null) return 'done'
  return told(takenAt) === null ? 'reported' : 'taken'
}

/** An occurrence at an instant. */
export function deriveOccurrence(thing: Thing, { now, calendar }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as OccurrenceFields
  const state = stateOf(fields)
  const [dueAt, doneAt] = [told(fields.dueAt), told(fields.doneAt)]
  const open = state !== 'done'
  const { light, risk, step, due, onTime, nextAt } = verdictIn(main, fields, { now, calendar })
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'occurrence', area: main.area, system: systemOf(thing.id) },
      ...toldOf(fields),
      ...{ state, open, done: !open, overdue: open && isOver(dueAt, now) },
      ...{ light, risk, step, dueAt, doneAt, due, onTime },
      ...{ takenAfter: since(main.event, told(fields.takenAt)), doneAfter: since(main.event, doneAt) },
      marks: marksOf(main, false, isImpossible(main.event, fields)),
    },
    nextAt,
  }
}

function verdictIn(
  { event }: Part,
  { dueAt, doneAt }: OccurrenceFields,
  { now, calendar }: Pick<Env, 'now' | 'calendar'>,
): Verdict {
  const due = told(dueAt)
  return verdictOf({
    ...{ counted: true, now, calendar, dueAt: due, limit: null, provisional: false },
    // A term before it happened is a slip of its upstream, and is over all the same.
    startAt: Math.min(event, due ?? Infinity),
    ...{ done: told(doneAt) !== null, doneAt: told(doneAt) },
    ...{ paused: false, pauses: NO_PAUSES, planAccepted: false },
  })
}

const toldOf = ({ number, title, type, level, place, department }: OccurrenceFields): Row => ({
  ...{ number, title, type: told(type), level: told(level) },
  ...{ place: told(place), department: told(department) },
})

/** What took less than nothing is no span. */
const since = (from: number, to: number | null): number | null =>
  to === null || to < from ? null : to - from

const isImpossible = (event: number, { takenAt, doneAt }: OccurrenceFields): boolean => {
  const [taken, done] = [told(takenAt) ?? event, told(doneAt) ?? Infinity]
  return taken < event || done < Math.max(event, taken)
}
