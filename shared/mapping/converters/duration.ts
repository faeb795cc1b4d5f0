import { Type } from 'typebox'
import { DAY, HOUR, MINUTE } from '../../calendar/civil.ts'
import { refuse, refuseAs, type Reason } from '../sheet.ts'
import { isMissingMark } from '../text/missing.ts'
import { halfWidth } from '../text/width.ts'
import { converter } from '../workbench.ts'

/** Milliseconds of each unit of natural time. Working time is no multiple of it: 5 个工作日 are not 5 天 (LYX-12). */
const MS = { second: 1_000, minute: MINUTE, hour: HOUR, day: DAY } as const
type Working = 'workhour' | 'workday'
type Unit = keyof typeof MS | Working

const UnitName = Type.Enum(['second', 'minute', 'hour', 'day', 'workhour', 'workday'])

const WORDS: { readonly [word: string]: Unit } = {
  ...{ 工作日: 'workday', 工作小时: 'workhour', 工作时: 'workhour' },
  ...{ 天: 'day', 日: 'day', d: 'day', 小时: 'hour', 时: 'hour', h: 'hour' },
  ...{ 分钟: 'minute', 分: 'minute', min: 'minute', m: 'minute', 秒: 'second', 秒钟: 'second', s: 'second' },
}
const PART =
  /^\s*(\d{1,9}(?:\.\d{1,6})?)\s*个?\s*(工作日|工作小时|工作时|天|日|小时|时|分钟|分|秒钟|秒|min|[dhms])/
const CLOCK = /^(\d{1,4}):([0-5]?\d)(?::([0-5]?\d))?$/
const ISO = /^P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})(?:\.\d{1,9})?S)?)?$/
const NUMBER = /^\d{1,12}(?:\.\d{1,6})?$/
const MOST_PARTS = 6
const LONGEST = 40

interface Part {
  readonly amount: number
  readonly unit: Unit
}

const options = {
  /** Of bare numbers; without it they are refused, or in the unit of `to`. */
  unit: Type.Optional(UnitName),
  /** Working time, counted in its own units. */
  to: Type.Optional(Type.Enum(['workhour', 'workday'])),
}

/**
 * A length of time: 1小时20分, 01:20:00, PT1H20M, 90 分钟. Natural time is milliseconds, as every instant and span behind the
 * mapping is, so that no document can name another unit than its kind; working time is whole units of `to`.
 */
export const duration = converter('duration', options, ({ to, unit = to }, { path }) => (value, sheet) => {
  const text = textOf(value)
  if (text === null) return null
  if (unit === undefined && NUMBER.test(text))
    return refuseAs(sheet, 'mapping', path, 'not a duration', 'a bare number, of no unit')
  const parts = text.length <= LONGEST ? partsOf(text, unit) : null
  const length = parts === null ? 'not a duration' : lengthIn(to, parts)
  return typeof length === 'number' ? length : refuse(sheet, path, length, value)
})

/** null: there is nothing. '' is neither nothing nor any length. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return ''
  const text = halfWidth(value).trim()
  return isMissingMark(text) ? null : text
}

function partsOf(text: string, unit: Unit | undefined): readonly Part[] | null {
  if (unit !== undefined && NUMBER.test(text)) return [{ amount: Number(text), unit }]
  const clock = CLOCK.exec(text)
  if (clock !== null) return natural([undefined, clock[1], clock[2], clock[3]])
  const iso = ISO.exec(text)
  if (iso !== null) return iso.slice(1).some(part => part !== undefined) ? natural(iso.slice(1)) : null
  return spoken(text)
}

/** Days, hours, minutes, seconds. */
const natural = (amounts: readonly (string | undefined)[]): Part[] =>
  (['day', 'hour', 'minute', 'second'] as const).map((unit, i) => ({
    amount: Number(amounts[i] ?? '0'),
    unit,
  }))

function spoken(text: string): readonly Part[] | null {
  const parts: Part[] = []
  let rest = text
  while (rest !== '' && parts.length < MOST_PARTS) {
    const match = PART.exec(rest)
    if (match === null) return null
    parts.push({ amount: Number(match[1]), unit: WORDS[match[2]!]! })
    rest = rest.slice(match[0].length)
  }
  return rest === '' && parts.length > 0 ? parts : null
}

function lengthIn(to: Working | undefined, parts: readonly Part[]): number | Reason {
  const lengths = parts.map(({ amount, unit }) => {
    if (to !== undefined) return unit === to ? amount : NaN
    return isNatural(unit) ? amount * MS[unit] : NaN
  })
  const total = lengths.reduce((sum, length) => sum + length, 0)
  return Number.isFinite(total) ? Math.round(total) : 'unit does not fit'
}

const isNatural = (unit: Unit): unit is keyof typeof MS => unit !== 'workhour' && unit !== 'workday'
