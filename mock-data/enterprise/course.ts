import { HOUR, MINUTE, endOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { Chance } from '../random.ts'
import { PROMISED, type Fate, type Spans } from './fates.ts'
import { OPEN, type ProblemGroup } from './groups.ts'
import type { Step, StepName } from './problem.ts'

/** 双进双促 in 宏伟区 is led from here, and so is its ledger. */
export const OFFICE = '发改委'

export interface Way {
  readonly fate: Fate
  readonly spans: Spans
  readonly group: ProblemGroup
  readonly answer: string
  /** Working days, and the place of the one on which it was collected. */
  readonly days: readonly number[]
  readonly start: number
  readonly departmentOf: (short: string) => string
  /** The n-th working day after a day. */
  readonly later: (day: number, workdays: number) => number
  readonly chance: Chance
}

/** When a step of that ordinal is done: those of one day follow one another. */
export const timeOf = (day: number, ordinal: number, chance: Chance): number =>
  startOfDay(day) + 8 * HOUR + (30 + ordinal * 60 + chance.int(50)) * MINUTE

const REASONS = ['企业自身原因', '不符合政策', '情况不实'] as const

/** Everything that happened to a problem after it was collected. */
export function stepsOf(way: Way): Step[] {
  const { fate, spans, departmentOf, chance } = way
  const office = departmentOf(OFFICE)
  const pen = createPen(way)
  pen.write('研判', spans.take, { department: office, text: '已与企业核实' })
  if (fate.type === 'rejected') {
    const reason = chance.pick(REASONS)
    pen.write('剔除', spans.decide, { department: office, text: '原因已向企业说明', reason })
  } else if (fate.type === 'merged')
    pen.write('合并', spans.decide, { department: office, text: '同类问题并案办理' })
  else worked(way, pen, office)
  return pen.steps
}

type Pen = ReturnType<typeof createPen>

function createPen({ days, start, chance }: Way) {
  const steps: Step[] = []
  let at = start
  return {
    steps,
    dayAfter: (after: number) => days[at + after]!,
    write(name: StepName, after: number, step: Omit<Step, 'name' | 'at'>) {
      at += after
      steps.push({ name, at: timeOf(days[at]!, steps.length + 1, chance), ...step })
    },
  }
}

function worked(
  { fate, spans, group, answer, departmentOf, later, chance }: Way,
  pen: Pen,
  office: string,
): void {
  const isOpen = fate.type === 'open'
  const to = departmentOf(isOpen ? OPEN.department : chance.pick(group.departments))
  pen.write('交办', spans.decide, {
    ...{ department: office, text: isOpen ? '情况复杂,成立临时工作小组' : '请按承诺时限办理并答复企业' },
    ...{ group: group.name, to, promisedAt: endOfDay(later(pen.dayAfter(spans.decide), PROMISED)) },
    ...(isOpen ? { team: OPEN.team } : {}),
  })
  pen.write('接办', spans.begin, { department: to, text: '已联系企业,开始办理' })
  if (isOpen) return
  pen.write('答复', spans.answer, { department: to, text: answer })
  if (fate.type === 'struck off' && fate.sentBack) {
    pen.write('企业退回', 1, { department: office, text: '企业认为尚未完全解决' })
    pen.write('答复', spans.again, { department: to, text: `${answer},并已回访` })
  }
  const satisfaction = chance.happens(0.9) ? '满意' : '基本满意'
  pen.write('企业确认', spans.confirm, { department: office, text: '企业确认已解决', satisfaction })
  pen.write('销号', spans.strike, { department: office, text: '有答复有确认,同意销号' })
}
