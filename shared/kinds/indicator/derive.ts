import { dayOfDate, endOfDay, parseDate } from '../../calendar/civil.ts'
import { told } from '../fields.ts'
import type { Derived, Part, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { yearBefore } from '../periods.ts'
import { GROWTH_SCALE } from './fields.ts'
import { historyOf, type Published } from './history.ts'

const PER_CENT = 100

/**
 * An indicator of one place: as its row the newest period that has a number and is not held, as inner rows all periods.
 * Where every number is held or missing, the newest period says so.
 */
export function deriveIndicator(thing: Thing): Derived | null {
  const history = historyOf(thing)
  const newest = history[history.length - 1]
  if (newest === undefined) return null
  const usable = history.filter(published => believedOf(published) !== null)
  const current = usable[usable.length - 1] ?? newest
  const before = usable[usable.indexOf(current) - 1]
  const row = rowOf(current, before, history)
  return {
    area: current.part.area,
    row: { ...row, waiting: history.some(({ held, end }) => held && end > current.end) },
    rows: {
      periods: history.map((published, i) => ({
        ...rowOf(published, history[i - 1], history),
        key: published.fields.period,
      })),
    },
    nextAt: null,
  }
}

function rowOf(published: Published, before: Published | undefined, history: readonly Published[]): Row {
  const { part, fields, held, end, revision } = published
  return {
    event: end,
    kind: 'indicator',
    area: part.area,
    code: fields.code,
    name: fields.name,
    period: fields.period,
    periodType: told(fields.periodType),
    unit: told(fields.unit),
    told: told(fields.value),
    ...valueOf(published, before, history),
    asOf: asOfOf(fields.asOf, end),
    source: told(fields.source),
    revision,
    revised: revision > 1,
    covered: told(fields.covered),
    expected: told(fields.expected),
    whole: isWhole(told(fields.covered), told(fields.expected)),
    held,
    marks: marksOf(heldPart(part, held), false, false),
  }
}

const heldPart = (part: Part, held: boolean): Part =>
  !held || part.flags.includes('held') ? part : { ...part, flags: [...part.flags, 'held'] }

/** The number and what is measured by it; what is held is measured by nothing. */
function valueOf(published: Published, before: Published | undefined, history: readonly Published[]) {
  const { fields } = published
  const value = believedOf(published)
  const previous = believedOf(before)
  const [target, growthTarget] = [told(fields.target), told(fields.growthTarget)]
  const former = told(fields.former)
  const lastYear = yearAgo(fields.period, history)
  const beside = { target, growthTarget, former, yoyBefore: growthIn(lastYear, history) }
  if (value === null)
    return { value, previous, change: null, yoy: null, reached: null, onCourse: null, saved: null, ...beside }
  const yoy = growthIn(published, history)
  return {
    ...{ value, previous, yoy, ...beside },
    change: previous === null ? null : value - previous,
    reached: target === null ? null : value >= target,
    onCourse: growthTarget === null || yoy === null ? null : yoy >= growthTarget,
    saved: former === null || former <= 0 ? null : former - value,
  }
}

/** Growth as it was published, else worked out of the year before. */
function growthIn(published: Published | undefined, history: readonly Published[]): number | null {
  const value = believedOf(published)
  if (published === undefined || value === null) return null
  const { fields } = published
  return told(fields.yoy) ?? growthOf(value, believedOf(yearAgo(fields.period, history)))
}

const believedOf = (published: Published | undefined): number | null =>
  published === undefined || published.held ? null : told(published.fields.value)

const isWhole = (covered: number | null, expected: number | null): boolean | null =>
  covered === null || expected === null ? null : covered >= expected

const yearAgo = (period: string, history: readonly Published[]): Published | undefined =>
  history.find(({ fields }) => fields.period === yearBefore(period))

/** In hundredths of a per cent; from nothing, or from a loss, there is no growth that could be said. */
function growthOf(value: number, before: number | null): number | null {
  if (before === null || before <= 0) return null
  const growth = Math.round(((value - before) / before) * PER_CENT * GROWTH_SCALE)
  return Number.isSafeInteger(growth) ? growth + 0 : null
}

/** A date that no calendar has is none. */
const asOfOf = (date: string | null | undefined, end: number): number =>
  date === null || date === undefined || parseDate(date) === null ? end : endOfDay(dayOfDate(date))
