/**
 * Instants and civil dates of one city, at the fixed offset +08:00.
 *
 * An instant is integer epoch milliseconds. A day is an integer: days since 1970-01-01 on the wall calendar of
 * Asia/Shanghai. A date is that day as 'YYYY-MM-DD'. Everything is integer arithmetic: a Date object would bring
 * in the time zone of the process, and is slower.
 *
 * Asia/Shanghai has had no daylight saving since 1991-09-15. Earlier instants are read in standard time, so an
 * instant of the summers 1986-1991 may show the hour before the one people's clocks showed.
 */

export const DAY = 86_400_000
export const HOUR = 3_600_000
export const MINUTE = 60_000

const OFFSET = 8 * HOUR

/** 0000-03-01 before 1970-01-01: years that start in March put the leap day last. */
const MARCH_ZERO = 719_468
const DAYS_PER_ERA = 146_097

/** Days of 0001-01-01 and 9999-12-31: what four digits of a year can say. */
export const FIRST_DAY = -719_162
export const LAST_DAY = 2_932_896

export interface CivilFields {
  readonly year: number
  /** 1..12 */
  readonly month: number
  /** 1..31 */
  readonly dayOfMonth: number
}

/** The day in which an instant falls. */
export const dayNumber = (at: number): number => Math.floor((at + OFFSET) / DAY)

/** The first instant of a day. */
export const startOfDay = (day: number): number => day * DAY - OFFSET

/** The last millisecond of a day, 23:59:59.999. */
export const endOfDay = (day: number): number => (day + 1) * DAY - OFFSET - 1

/** Milliseconds since the day began, 0..86399999. */
export const timeOfDay = (at: number): number => at - startOfDay(dayNumber(at))

/** Minutes since the day began, 0..1439. */
export const minuteOfDay = (at: number): number => Math.floor(timeOfDay(at) / MINUTE)

/** ISO weekday: 1 is Monday, 7 is Sunday. Day 0 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

export function fieldsOfDay(day: number): CivilFields {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY)
    throw new RangeError(`day ${day} is not an integer between 0001-01-01 and 9999-12-31`)
  const shifted = day + MARCH_ZERO
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const ofEra = shifted - era * DAYS_PER_ERA
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * ofYear + 2) / 153)
  const dayOfMonth = ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth }
}

/** The day of a year, a month 1..12 and a day of that month. The fields are not checked: see `dayOfDate`. */
export function dayOfFields(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const marchMonth = month > 2 ? month - 3 : month + 9
  const ofYear = Math.floor((153 * marchMonth + 2) / 5) + dayOfMonth - 1
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear
  return era * DAYS_PER_ERA + ofEra - MARCH_ZERO
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Month 1..12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
const wide = (n: number, digits: number): string => `${n}`.padStart(digits, '0')

/** 'YYYY-MM-DD'. */
export function dateOfDay(day: number): string {
  const { year, month, dayOfMonth } = fieldsOfDay(day)
  return `${wide(year, 4)}-${two(month)}-${two(dayOfMonth)}`
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/

/** The day of 'YYYY-MM-DD', or null when the text is not a day that exists. For text from outside. */
export function parseDate(text: string): number | null {
  const match = DATE.exec(text)
  if (match === null) return null
  const year = Number(match[1])
  const month = Number(match[2])
  const dayOfMonth = Number(match[3])
  const exists = year >= 1 && month >= 1 && month <= 12 && dayOfMonth >= 1
  return exists && dayOfMonth <= daysInMonth(year, month) ? dayOfFields(year, month, dayOfMonth) : null
}

/** The day of a date that is already known to be one; anything else is a fault of the caller. */
export function dayOfDate(date: string): number {
  const day = parseDate(date)
  if (day === null) throw new RangeError(`'${date}' is not a date of the form YYYY-MM-DD`)
  return day
}

/** The civil date of an instant. */
export const civilOf = (at: number): string => dateOfDay(dayNumber(at))

/** 'YYYY-MM-DDTHH:mm:ss.SSS+08:00'. */
export function isoOf(at: number): string {
  const day = dayNumber(at)
  const rest = at - startOfDay(day)
  const hour = Math.floor(rest / HOUR)
  const minute = Math.floor((rest % HOUR) / MINUTE)
  const second = Math.floor((rest % MINUTE) / 1000)
  return `${dateOfDay(day)}T${two(hour)}:${two(minute)}:${two(second)}.${wide(rest % 1000, 3)}+08:00`
}
