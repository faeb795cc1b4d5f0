import { dayOfFields, daysInMonth, fieldsOfDay } from './civil.ts'

/** The same day n months later, or the last of that month where it has no such day: 01-31 + 1 is 02-28 or 02-29. */
export function addMonths(day: number, n: number): number {
  const { year, month, dayOfMonth } = fieldsOfDay(day)
  const months = year * 12 + month - 1 + n
  const toYear = Math.floor(months / 12)
  const toMonth = months - toYear * 12 + 1
  return dayOfFields(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)))
}

/** 02-29 becomes 02-28 in a common year. */
export const addYears = (day: number, n: number): number => addMonths(day, n * 12)

export function startOfMonth(day: number): number {
  return day - fieldsOfDay(day).dayOfMonth + 1
}

export function startOfQuarter(day: number): number {
  const { year, month } = fieldsOfDay(day)
  return dayOfFields(year, month - ((month - 1) % 3), 1)
}

export function startOfYear(day: number): number {
  return dayOfFields(fieldsOfDay(day).year, 1, 1)
}

/** Quarter of the year, 1..4. */
export const quarterOf = (day: number): number => Math.ceil(fieldsOfDay(day).month / 3)

/** Months from one day to a later one: the whole months, and the rest as a share of the month it began. */
export function monthsBetween(from: number, to: number): number {
  const [a, b] = [fieldsOfDay(from), fieldsOfDay(to)]
  let whole = (b.year - a.year) * 12 + b.month - a.month
  if (addMonths(from, whole) > to) whole--
  const start = addMonths(from, whole)
  return whole + (to - start) / (addMonths(from, whole + 1) - start)
}
