import { isQuiet, nextTurn, type Quiet } from '../../alerts/quiet.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier } from '../next-at.ts'
import { courseOf, type Course, type Entry } from './course.ts'
import type { RaisedFields } from './fields.ts'

/** An alert at an instant, with its history. */
export function deriveAlert(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const course = courseOf(main, thing)
  const standing = standingOf(fieldsOf(main), course, now)
  return {
    area: main.area,
    row: rowOf(main, course, standing),
    rows: { steps: course.entries.map(entry => entryRow(main, entry)) },
    nextAt: standing.nextAt,
  }
}

const fieldsOf = (main: Part) => main.fields as unknown as RaisedFields

interface Standing {
  readonly open: boolean
  readonly shelved: boolean
  readonly quiet: boolean
  readonly nextAt: number | null
}

function standingOf(fields: RaisedFields, { state, shelvedUntil }: Course, now: number): Standing {
  if (state === 'cleared') return { open: false, shelved: false, quiet: false, nextAt: null }
  const shelved = shelvedUntil !== null && now < shelvedUntil
  const hours = quietOf(fields)
  const turn = hours === null ? null : nextTurn(hours, now)
  return {
    ...{ open: true, shelved, quiet: hours !== null && isQuiet(hours, now) },
    nextAt: shelved ? earlier(turn, shelvedUntil) : turn,
  }
}

/** null: it is told at any time. */
export function quietOf({ severity, quietFrom, quietTo, tellUpTo }: RaisedFields): Quiet | null {
  const [from, to] = [told(quietFrom), told(quietTo)]
  if (from === null || to === null || from === to || severity <= (tellUpTo ?? 0)) return null
  return { from, to }
}

function headOf(main: Part) {
  const { number, rule, title, titleEn } = fieldsOf(main)
  return { kind: 'alert', area: main.area, number, rule, title, titleEn: told(titleEn) }
}

function rowOf(main: Part, course: Course, { open, shelved, quiet }: Standing): Row {
  const fields = fieldsOf(main)
  const isTold = open && !shelved && !quiet
  return {
    event: main.event,
    ...headOf(main),
    ...publicOf(fields, course),
    severity: String(fields.severity),
    rank: fields.severity,
    state: course.state,
    ...{ open, told: isTold, unseen: isTold && course.state === 'raised', shelved, quiet },
    ...whatOf(course),
    since: told(fields.since),
    sound: fields.sound === true,
    ...{ acknowledgedAt: course.acknowledgedAt, role: course.role, post: course.post },
    ...{ shelvedUntil: course.shelvedUntil, escalatedAt: course.escalatedAt },
    ...{ clearedAt: course.clearedAt, reason: course.reason, step: course.steps },
    marks: marksOf(main, course.irregular, false),
  }
}

const whatOf = ({ told: { what, place, value, count } }: Course) => ({
  ...{ what: told(what), place: told(place), value: told(value), count: told(count) },
})

/** What people who pass by may read: of a rule that says so, and never the value. */
function publicOf({ public: isPublic, title, titleEn }: RaisedFields, { told: { place } }: Course) {
  if (isPublic !== true) return { public: false, publicTitle: null, publicTitleEn: null, publicPlace: null }
  return { public: true, publicTitle: title, publicTitleEn: told(titleEn), publicPlace: told(place) }
}

function entryRow(main: Part, { key, type, at, fields, irregular }: Entry): Row {
  return {
    key,
    event: at,
    ...headOf(main),
    type,
    ...{ role: told(fields?.role), post: told(fields?.post), text: told(fields?.text) },
    ...{ until: told(fields?.until), count: told(fields?.count), reason: told(fields?.reason), irregular },
  }
}
