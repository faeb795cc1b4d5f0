import type { Calendar } from '../../calendar/calendar.ts'
import { dueAt as dueFrom } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import { DAYS, type CreditFields, type StepFields } from './fields.ts'
import { next, type CreditEvent, type CreditState } from './life.ts'

export interface Entry {
  readonly key: string
  readonly type: CreditEvent | 'made' | 'broken'
  readonly at: number
  readonly fields: StepFields | null
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

/** What a commitment waits for since when, and until when. */
interface Wait {
  readonly for: 'check' | 'recheck' | 'decision' | 'restoring' | 'nothing'
  readonly since: number
  readonly limit: Limit | null
  readonly dueAt: number | null
  readonly provisional: boolean
}

export interface Course {
  readonly state: CreditState
  readonly wait: Wait
  readonly entries: readonly Entry[]
  /** The place of the last step: what an action must have seen. */
  readonly steps: number
  /** When somebody looked the first time, and the last; null: nobody has. */
  readonly firstCheckedAt: number | null
  readonly checkedAt: number | null
  readonly flaggedAt: number | null
  readonly irregular: boolean
}

/** A commitment's steps one after the other, in the order of their places, and among them, by its time, the check that the register tells of. */
export function courseOf(main: Part, thing: Thing, calendar: Calendar): Course {
  const fields = main.fields as unknown as CreditFields
  const walk = begin(main, fields)
  for (const step of stepsOf<StepFields>(thing)) {
    noteRegister(walk, fields, step.at)
    take(walk, step)
  }
  noteRegister(walk, fields, Infinity)
  const { since: _since, mendBy: _mendBy, ...course } = walk
  return {
    ...course,
    wait: waitOf(walk, fields, calendar),
    irregular: walk.entries.some(entry => entry.irregular),
  }
}

const begin = ({ event }: Part, { type }: CreditFields) => ({
  state: (type === 'commitment' ? 'awaiting' : 'noted') as CreditState,
  since: event,
  mendBy: null as number | null,
  entries: [{ key: '1', type: 'made', at: event, fields: null, irregular: false }] as Entry[],
  steps: 1,
  firstCheckedAt: null as number | null,
  checkedAt: null as number | null,
  flaggedAt: null as number | null,
})
type Walk = ReturnType<typeof begin>

const REGISTER = 'register'

/** The register's check counts where nobody here had looked before it; what was found here it does not undo. */
function noteRegister(walk: Walk, { checkedAt, kept }: CreditFields, until: number): void {
  const at = told(checkedAt)
  if (at === null || at > until || walk.entries.some(({ key }) => key === REGISTER)) return
  const type = kept === false ? 'broken' : 'kept'
  const state = next(walk.state, type)
  if (state === null) return
  walk.entries.push({ key: REGISTER, type, at, fields: null, irregular: false })
  walk.state = state
  looked(walk, at)
}

function looked(walk: Walk, at: number): void {
  walk.firstCheckedAt ??= at
  walk.checkedAt = at
}

const CHECKS: ReadonlySet<CreditEvent> = new Set(['kept', 'mend', 'breached'])

function take(walk: Walk, { key, at, fields }: Step<StepFields>): void {
  const { type, step } = fields
  const state = next(walk.state, type)
  walk.steps = Math.max(walk.steps, step)
  walk.entries.push({ key, type, at, fields, irregular: state === null })
  if (state === null) return
  walk.state = state
  walk.since = at
  if (CHECKS.has(type)) looked(walk, told(fields.checkedAt) ?? at)
  if (type === 'mend') walk.mendBy = told(fields.mendBy)
  if (type === 'flagged') walk.flaggedAt = at
}

function waitOf({ state, since, mendBy }: Walk, fields: CreditFields, calendar: Calendar): Wait {
  const said = (what: Wait['for'], dueAt: number | null): Wait => ({
    ...{ for: what, since, limit: null, dueAt, provisional: false },
  })
  switch (state) {
    case 'awaiting': {
      const dueAt = told(fields.checkDueAt)
      return dueAt === null ? limited('check', since, calendar) : said('check', dueAt)
    }
    case 'mending':
      return said('recheck', mendBy)
    case 'breached':
      return limited('decision', since, calendar)
    case 'repaired':
      return limited('restoring', since, calendar)
    default:
      return said('nothing', null)
  }
}

function limited(awaited: keyof typeof DAYS, since: number, calendar: Calendar): Wait {
  const limit: Limit = { n: DAYS[awaited], unit: 'workday' }
  const { at, provisional } = dueFrom(since, limit, calendar)
  return { for: awaited, since, limit, dueAt: at, provisional }
}
