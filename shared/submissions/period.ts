import { dayNumber, dayOfFields, fieldsOfDay, startOfDay } from '../calendar/civil.ts'
import type { SubmissionForm } from './form.ts'

type Every = SubmissionForm['every']

const MONTHS: { readonly [every in Every]: number } = { month: 1, quarter: 3, year: 12 }

export interface Period {
  /** 2026-10; of a quarter its last month, of a year the year: as indicators write it. */
  readonly code: string
  /** The last instant that it tells of. */
  readonly end: number
}

/** The last period that had ended at an instant. */
export function lastEnded(every: Every, now: number): Period {
  const { year, month } = fieldsOfDay(dayNumber(now))
  const span = MONTHS[every]
  return endingBefore(every, year * 12 + Math.floor((month - 1) / span) * span)
}

export function periodBefore(every: Every, end: number): Period {
  const { year, month } = fieldsOfDay(dayNumber(end))
  return endingBefore(every, year * 12 + month - MONTHS[every])
}

/** `months` counts from January of the year 0; the month of that number is the first after the period. */
function endingBefore(every: Every, months: number): Period {
  const first = dayOfFields(Math.floor(months / 12), (months % 12) + 1, 1)
  const end = startOfDay(first) - 1
  const { year, month } = fieldsOfDay(dayNumber(end))
  const code = every === 'year' ? String(year) : `${year}-${String(month).padStart(2, '0')}`
  return { code, end }
}
