import { DAY } from '../../calendar/civil.ts'
import type { Light } from '../../lights/light.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier } from '../next-at.ts'
import type { AlarmFields, AnswerFields } from './fields.ts'
import { ANSWERING, PLAN, SORTS, type Answering } from './plan.ts'

/** So long a list tells of an alarm. */
export const RECENT = 7 * DAY

export type StepState = 'answered' | 'late' | 'waiting' | 'silent' | 'none'

/** What a system did, or has to do. */
interface Step {
  readonly system: Answering
  readonly answer: AnswerFields | null
  readonly limitMs: number | null
  /** null: no answer, or one dated before the alarm (A14). */
  readonly tookMs: number | null
  readonly state: StepState
  readonly impossible: boolean
}

export function deriveLinkage(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const alarm = main.fields as unknown as AlarmFields
  const steps = ANSWERING.map(system => stepOf(system, thing, alarm, now))
  const endedAt = told(alarm.endedAt)
  const oldAt = alarm.raisedAt + RECENT
  const impossible = (endedAt !== null && endedAt < alarm.raisedAt) || steps.some(step => step.impossible)
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'park-linkage',
      area: main.area,
      number: alarm.number,
      title: SORTS[alarm.sort].zh,
      sort: alarm.sort,
      tag: alarm.tag,
      open: endedAt === null,
      recent: now < oldAt,
      endedAt,
      ...judged(steps),
      ...Object.fromEntries(steps.flatMap(columnsOf)),
      marks: marksOf(main, false, impossible),
    },
    rows: { steps: steps.filter(isTold).map(step => rowOf(step, main, alarm)) },
    nextAt: steps.map(step => decidedAt(step, alarm)).reduce(earlier, now < oldAt ? oldAt : null),
  }
}

function stepOf(system: Answering, thing: Thing, { sort, raisedAt }: AlarmFields, now: number): Step {
  const part = thing.parts[`answer:${system}`]
  const answer = part === undefined || part.op === 'drop' ? null : (part.fields as unknown as AnswerFields)
  const limitMs = PLAN[sort][system] ?? null
  const impossible = answer !== null && answer.at < raisedAt
  const tookMs = answer === null || impossible ? null : answer.at - raisedAt
  return {
    ...{ system, answer, limitMs, tookMs, impossible },
    state: stateOf(answer !== null, limitMs, tookMs, now - raisedAt),
  }
}

/** What came at an unknown time came; who has to answer nothing is never late. */
function stateOf(answered: boolean, limitMs: number | null, tookMs: number | null, age: number): StepState {
  if (answered) return limitMs !== null && tookMs !== null && tookMs > limitMs ? 'late' : 'answered'
  if (limitMs === null) return 'none'
  return age > limitMs ? 'silent' : 'waiting'
}

const decidedAt = ({ state, limitMs }: Step, { raisedAt }: AlarmFields): number | null =>
  state === 'waiting' && limitMs !== null ? raisedAt + limitMs + 1 : null

const isTold = ({ state }: Step): boolean => state !== 'none'

/** Over all that the plan asks for: who was not asked and did something all the same is seen, and counts for nobody. */
function judged(steps: readonly Step[]) {
  const asked = steps.filter(({ limitMs }) => limitMs !== null)
  const count = (state: StepState) => asked.filter(step => step.state === state).length
  const [silent, waiting, late] = [count('silent'), count('waiting'), count('late')]
  const due = waiting === 0
  const took = asked.flatMap(({ tookMs }) => (tookMs === null ? [] : [tookMs]))
  return {
    asked: asked.length,
    answered: count('answered') + late,
    silent,
    unanswered: silent > 0,
    late,
    light: lightOf(silent, waiting),
    due,
    onTime: silent + late > 0 ? false : due ? true : null,
    firstMs: took.length === 0 ? null : Math.min(...took),
    lastMs: took.length === 0 ? null : Math.max(...took),
  }
}

function lightOf(silent: number, waiting: number): Light {
  if (silent > 0) return 'red'
  return waiting > 0 ? 'yellow' : 'green'
}

const columnsOf = ({
  system,
  state,
  tookMs,
}: Step): readonly (readonly [string, string | number | null])[] => [
  [system, state],
  [`${system}Ms`, tookMs],
]

function rowOf({ system, answer, limitMs, tookMs, state }: Step, main: Part, alarm: AlarmFields): Row {
  return {
    event: main.event,
    kind: 'park-linkage',
    area: main.area,
    key: system,
    number: alarm.number,
    sort: alarm.sort,
    system,
    device: answer === null ? null : answer.device,
    action: answer === null ? null : told(answer.action),
    at: answer === null ? null : answer.at,
    state,
    tookMs,
    limitMs,
    due: limitMs !== null && state !== 'waiting',
    onTime: limitMs === null || state === 'waiting' ? null : state === 'answered',
  }
}
