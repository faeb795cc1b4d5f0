import { NO_PAUSES } from '../../calendar/pauses.ts'
import { judge } from '../../lights/light.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { inForceAt } from '../in-force.ts'
import { mainPart, type Derived, type Env, type Part, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import type { CreditFields } from './fields.ts'

export function deriveCredit(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as CreditFields
  const validTo = told(fields.validTo)
  const { inForce, nextAt } = inForceAt(main.event, validTo, env.now)
  const check = checkOf(main, fields, env)
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'credit-record', area: main.area },
      ...{ number: fields.number, title: told(fields.item), code: fields.code },
      ...{ enterprise: told(fields.enterprise), type: fields.type, department: told(fields.department) },
      ...{ state: stateOf(fields), ...check.row },
      ...{ checkedAt: told(fields.checkedAt), validTo, inForce },
      marks: marksOf(main, false, isBefore(fields.checkedAt, main.event)),
    },
    nextAt: earlier(nextAt, check.nextAt),
  }
}

const isBefore = (at: number | null | undefined, event: number): boolean =>
  typeof at === 'number' && at < event

const NOTHING_TO_CHECK = {
  ...{ open: false, light: 'not_applicable', risk: 'none', overdue: false, dueAt: null, daysLeft: null },
} as const

/** 承诺 → 核查: only a commitment waits for somebody to look. */
function checkOf(main: Part, fields: CreditFields, { now, calendar }: Env) {
  if (fields.type !== 'commitment') return { row: NOTHING_TO_CHECK, nextAt: null }
  const dueAt = told(fields.checkDueAt)
  const doneAt = told(fields.checkedAt)
  const { light, risk, nextAt } = judge({
    ...{ startAt: main.event, dueAt, doneAt, now, calendar },
    ...{ limit: null, paused: false },
  })
  const row = { ...NOTHING_TO_CHECK, light, risk, dueAt }
  if (doneAt !== null) return { row, nextAt }
  const left = dueAt === null ? { days: null, nextAt: null } : daysLeftAt(now, dueAt, calendar, NO_PAUSES)
  return {
    row: { ...row, open: true, overdue: isOver(dueAt, now), daysLeft: left.days },
    nextAt: earlier(earlier(nextAt, left.nextAt), instantAfter(dueAt, now)),
  }
}

function stateOf({ type, checkedAt, kept }: CreditFields): string {
  if (type !== 'commitment') return 'noted'
  if (told(checkedAt) === null) return 'awaiting'
  return kept === false ? 'broken' : 'kept'
}
