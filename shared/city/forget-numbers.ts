import type { CalendarOf } from '../kinds/kind.ts'
import type { MetricDocument } from '../model/documents.ts'
import { grouped, madeReady, type City } from './city.ts'
import { nothingSwept } from './recounting.ts'

/** What numbers are made with, and which. */
interface Made {
  readonly calendarOf: CalendarOf
  readonly metrics: readonly MetricDocument[]
}

/**
 * Leaves a city as a start under other calendars finds it: things, rollups, feeds and documents stand, and all that was counted is to be
 * counted anew. The checkpoint must have everything, since from it the sweep reads what there is.
 */
export function forgetNumbers(city: City, { calendarOf, metrics }: Made): void {
  city.calendarOf = calendarOf
  Object.assign(city, grouped(madeReady(metrics, city.kinds, city.now)))
  city.joining = null
  city.dirty.cells.clear()
  city.held.clear()
  city.boundaries.heap.length = 0
  city.cells.clear()
  Object.assign(city.removals, { marks: [], floor: 0 })
  // What had moved in a sweep that is begun again is the new date by now, and would not be found again.
  if (city.recounting === null) city.movedDues.clear()
  city.recounting = nothingSwept()
}
