import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import type { Pause } from '../../shared/calendar/pauses.ts'
import type { PretendCity } from '../city.ts'
import { draw, stream, type Chance } from '../random.ts'
import { afterWork } from '../worktime.ts'
import type { Case, Finding } from './case.ts'

/** Of cases with a clock, those in which somebody who looked found something: some three on a working day. */
const FOUND = 0.004
const MENDED = 0.92

/** Who looks (PRV-06), how often, and what is found. All invented. */
const LOOKERS: readonly (readonly [means: Finding['means'], weight: number, matters: readonly string[]])[] = [
  ['1', 5, ['窗口未一次告知', '首问责任未落实', '收件未出具回执']],
  ['2', 3, ['材料重复索要', '办事指南公示不全']],
  ['3', 2, ['窗口离岗空岗', '体外循环后补录']],
  ['4', 1, ['收费标准未公示', '服务态度不佳']],
]
/** 1 提醒整改, 2 通报, 3 移交问责. */
const OUTCOMES = ['1', '2', '3'] as const
const OUTCOME_WEIGHTS = [7, 2, 1]

/** The supervision system goes through the clocks of all cases once each working morning. */
const LOOKS_AT = 8.5 * HOUR
const LATE = '超过承诺时限未办结'

type Making = Omit<Case, 'findings'>

const seconds = (at: number) => Math.floor(at / 1000) * 1000

function madeOf(means: Finding['means'], matter: string, at: number, chance: Chance): Finding {
  const outcome = chance.weighted(OUTCOMES, OUTCOME_WEIGHTS)
  const mendedAt = chance.happens(MENDED) ? seconds(at + chance.between(0.5, 5) * DAY) : null
  return { means, matter, at: seconds(at), outcome, mendedAt }
}

/** What somebody saw at the counter while the case lay there. */
function seen({ seed, calendar }: PretendCity, { caseNo, acceptAt }: Making): readonly Finding[] {
  if (draw(seed, 'govsvc', 'looked at', caseNo) >= FOUND) return []
  const chance = stream(seed, 'govsvc', 'finding', caseNo)
  const [means, , matters] = chance.weighted(
    LOOKERS,
    LOOKERS.map(([, weight]) => weight),
  )
  const at = afterWork(calendar, acceptAt, chance.between(10, 8 * 60) * MINUTE)
  return [madeOf(means, chance.pick(matters), at, chance)]
}

/** The first morning after its time was over on which a case was still open. */
function overdue(city: PretendCity, making: Making): readonly Finding[] {
  const { item, acceptAt, resultAt, specials, caseNo } = making
  // Working days are never shorter than days.
  if (resultAt - acceptAt < item.promisedDays * DAY) return []
  const pauses = specials.map(({ kind, startAt, endAt, extendDays }): Pause => {
    if (kind === '1') return { kind: 'extension', workdays: extendDays }
    return { kind: 'stop', from: startAt, to: endAt }
  })
  const due = dueAt(acceptAt, { n: item.promisedDays, unit: 'workday' }, city.official, pauses).at
  if (due === null || due >= resultAt) return []
  let day = dayNumber(due) + 1
  while (!city.calendar.isWorkday(day)) day++
  const at = startOfDay(day) + LOOKS_AT
  if (at >= resultAt) return []
  return [madeOf('5', LATE, at, stream(city.seed, 'govsvc', 'overdue finding', caseNo))]
}

/** 清风窗口: what was found in a case, by people who looked and by the system that reads its clock. */
export function findingsOf(city: PretendCity, making: Making): readonly Finding[] {
  if (making.item.handling === '1') return []
  return [...seen(city, making), ...overdue(city, making)]
}
