import type { Row, Thing } from '../../shared/kinds/kind.ts'
import { told } from '../../shared/kinds/fields.ts'
import type { City } from '../../shared/city/city.ts'
import { digest } from '../../shared/model/digest.ts'

/** What may be pressed: an item of a thing that has items with clocks of their own. */
export interface Target {
  readonly thing: string
  readonly item: string
  readonly row: Row
  readonly area: string
  readonly department: string
  readonly open: boolean
  readonly overdue: boolean
}

/** Null: there is no such item, or nobody is responsible for it who could be asked. */
export function targetOf(city: City, thing: Thing | null, item: string, now: number): Target | null {
  const kind = thing === null ? undefined : city.kinds.get(thing.kind)
  if (thing === null || kind === undefined) return null
  const derived = kind.derive(thing, { now, calendar: city.calendarOf(kind.id) })
  const row = derived?.rows?.['items']?.find(({ key }) => key === item)
  if (derived === null || row === undefined) return null
  const department = row['department']
  if (typeof department !== 'string') return null
  return {
    ...{ thing: thing.id, item, row, area: derived.area, department },
    open: row['open'] === true,
    overdue: row['overdue'] === true,
  }
}

/**
 * Supervisions of one item are numbered. So the newest is found by asking for one after the other, and two that are open at a time
 * cannot be.
 */
export const idOf = (target: string, item: string, number: number): string =>
  `${digest(`${target}\n${item}`)}-${number}`

/** As it is written on paper: the day it was issued, and whose how-manieth it is. */
export const numberOf = (id: string, date: string): string =>
  `DB${date.replaceAll('-', '')}-${id.slice(0, 4).toUpperCase()}${id.slice(id.indexOf('-'))}`

/** What a supervision says of its item, as of the moment it was issued. */
export const aboutOf = ({ item, row }: Target) => ({
  item,
  projectNumber: told(row['number']),
  project: told(row['project']),
  title: told(row['title']),
  stage: told(row['stage']),
})
