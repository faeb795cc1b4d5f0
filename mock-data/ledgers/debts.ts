import { DAY, HOUR, dayNumber, endOfDay } from '../../shared/calendar/civil.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import type { PretendCity } from '../city.ts'
import { cityDepartment } from '../organisation.ts'
import type { Chance } from '../random.ts'
import { ledgerOf, type Draft, type Head, type LedgerEntry, type TermUnit } from './entry.ts'
import { beginnings } from './rolling.ts'

export const DEBTS: Head = {
  ...{
    ledger: '拖欠账款投诉',
    theme: '助企纾困',
    prefix: 'PRV-QK',
    department: cityDepartment('工信局').name,
  },
}
const A_MONTH = 6
const HARD = 0.18
/** A tenth is handed over late, and a little more than that answered late. */
const LATE = { handing: 0.1, answer: 0.13 }
/** PRV-14 */
const HANDED_WITHIN = 7
const ANSWERED_WITHIN = { usual: 1, hard: 3 }
const OWING = ['区县住建部门', '镇街平台公司', '国有施工企业', '学校医院', '大型民企'] as const

interface Stage {
  readonly name: string
  readonly since: number
  readonly n: number
  readonly unit: TermUnit
  /** When it is over. */
  readonly until: number
}

/** To hand over, then to answer: each with its own term, and the end that was drawn for it. */
function stagesOf({ calendar, official }: PretendCity, beganAt: number, chance: Chance): readonly Stage[] {
  const handedLate = chance.happens(LATE.handing)
  const needed = handedLate ? HANDED_WITHIN + 1 + chance.int(4) : 1 + chance.int(HANDED_WITHIN - 1)
  const handedAt = endOfDay(calendar.add(dayNumber(beganAt), needed)) - 7 * HOUR
  const isHard = chance.happens(HARD)
  const months = isHard ? ANSWERED_WITHIN.hard : ANSWERED_WITHIN.usual
  const due = dueAt(handedAt, { n: months, unit: 'month' }, official).at!
  const late = chance.happens(LATE.answer)
  const answered = late
    ? due + (1 + chance.int(18)) * DAY
    : handedAt + Math.floor(((due - handedAt) * chance.between(0.35, 0.98)) / 1000) * 1000
  return [
    { name: '待移交', since: beganAt, n: HANDED_WITHIN, unit: '工作日', until: handedAt },
    { name: isHard ? '复杂待答复' : '待答复', since: handedAt, n: months, unit: '月', until: answered },
  ]
}

function draftAt(city: PretendCity, beganAt: number, chance: Chance, at: number): Omit<Draft, 'number'> {
  const [handing, answer] = stagesOf(city, beganAt, chance.split('stages')) as [Stage, Stage]
  const isDone = answer.until <= at
  const { name, since, n, unit } = handing.until > at ? handing : answer
  const owing = chance.pick(OWING)
  return {
    title: `${owing}拖欠${chance.pick(['货款', '工程款', '服务费'])}`,
    ...{ category: owing, party: `演示企业${String(1 + chance.int(90)).padStart(3, '0')}`, beganAt },
    amount: Math.round(chance.logNormal(46, 0.8) * 100) / 100,
    ...{ state: isDone ? '已完成' : '推进中', stage: isDone ? '已答复' : name, term: { n, unit, since } },
    doneAt: isDone ? answer.until : null,
    result: isDone ? '双方确认支付计划' : null,
  }
}

/** PRV-14 at an instant: complaints of small firms about money that is owed, each under the term of where it stands. */
export function debtsAt(city: PretendCity, at: number): readonly LedgerEntry[] {
  return ledgerOf(
    DEBTS,
    beginnings(city, DEBTS, A_MONTH, at).map(({ number, beganAt, chance }) => ({
      number,
      ...draftAt(city, beganAt, chance, at),
    })),
  )
}
