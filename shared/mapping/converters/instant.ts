import { Type, type Static, type TObject } from 'typebox'
import { dayOfDate, startOfDay } from '../../calendar/civil.ts'
import { isEightAhead } from '../eight-hours.ts'
import { flag, refuse, type Sheet } from '../sheet.ts'
import { converter, type Convert, type Workbench } from '../workbench.ts'
import { parseZone, Zone } from '../zone.ts'
import { NumberForm, readCivil } from './civil-value.ts'
import { readUsual } from './usual-time.ts'

export const instantOptions = {
  /** Of times that state no offset; the mapping's zone where it is not given. */
  zone: Type.Optional(Zone),
  numbers: Type.Optional(NumberForm),
  /** What is before this day is no time but a default of the upstream's (1970-01-01, 1900-01-00). */
  earliest: Type.Optional(Type.String({ pattern: '^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })),
  /** `clamp`: nothing can have happened after now (A10). `allow`: due dates and plans. */
  future: Type.Optional(Type.Enum(['allow', 'clamp'])),
}
export type InstantOptions = Static<TObject<typeof instantOptions>>

const EARLIEST = startOfDay(dayOfDate('2000-01-01'))
/** Clocks go wrong by some minutes without anybody being at fault. */
const FUTURE_GRACE = 5 * 60_000
/** A zone mistaken is some hours; what is further ahead tells nothing about when. */
const FUTURE_LIMIT = 2 * 86_400_000

/** Epoch milliseconds. */
export const instant = converter('instant', instantOptions, compileInstant)

export function compileInstant(options: InstantOptions, bench: Workbench): Convert {
  const zone = options.zone === undefined ? bench.zone : parseZone(options.zone)
  const { numbers = 'auto' } = options
  const earliest = options.earliest === undefined ? EARLIEST : startOfDay(dayOfDate(options.earliest))
  const judge = judgeFor(earliest, options.future === 'clamp', bench)
  return (value, sheet) => {
    if (typeof value === 'string') {
      const usual = readUsual(value, zone)
      if (!Number.isNaN(usual)) return judge(usual, value, sheet)
    }
    const civil = readCivil(value, sheet.now + zone, numbers)
    if (civil === null) return null
    if (civil === undefined) return refuse(sheet, bench.path, 'not a time', value)
    return judge(civil.local - (civil.offset ?? zone), value, sheet)
  }
}

type Judge = (at: number, value: unknown, sheet: Sheet) => number | null

/** An impossible time is set aside and flagged; the record is only refused where it cannot do without. */
function judgeFor(earliest: number, clamp: boolean, { path, required }: Workbench): Judge {
  const setAside: Judge = (_, value, sheet) => {
    if (required) return refuse(sheet, path, 'impossible time', value)
    flag(sheet, 'impossibleTime')
    return null
  }
  return (at, value, sheet) => {
    if (at < earliest) return setAside(at, value, sheet)
    if (!clamp || at <= sheet.now + FUTURE_GRACE) return at
    if (at > sheet.now + FUTURE_LIMIT) return setAside(at, value, sheet)
    flag(sheet, 'future')
    if (isEightAhead(at, sheet.now)) flag(sheet, 'eightHoursOff')
    return sheet.now
  }
}
