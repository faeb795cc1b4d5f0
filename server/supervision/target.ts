import type { Derived, Kind, Pressed, Row, Thing } from '../../shared/kinds/kind.ts'
import { told } from '../../shared/kinds/fields.ts'
import type { City } from '../../shared/city/city.ts'
import { digest } from '../../shared/model/digest.ts'
import type { Matter } from '../../shared/sync/supervision.ts'

/** What may be pressed: a thing with a clock of its own, or an item of one. */
export interface Target {
  readonly thing: string
  /** '' is the thing itself. */
  readonly item: string
  readonly kind: Kind
  readonly pressed: Pressed
  readonly row: Row
  readonly area: string
  readonly department: string
  /** Offices of the butler who looks after it, and of the chief butler whom he answers to. */
  readonly butler: string | null
  readonly chief: string | null
  readonly open: boolean
  readonly overdue: boolean
}

/** Null: there is no such matter, or nobody is responsible for it who could be asked. */
export function targetOf(city: City, thing: Thing | null, item: string, now: number): Target | null {
  const kind = thing === null ? undefined : city.kinds.get(thing.kind)
  if (thing === null || kind?.pressed === undefined) return null
  const { pressed } = kind
  const derived = kind.derive(thing, { now, calendar: city.calendarOf(kind.id) })
  const row = derived === null ? undefined : rowIn(derived, pressed, item)
  const department = row?.['department']
  if (derived === null || row === undefined || typeof department !== 'string') return null
  return {
    ...{ thing: thing.id, item, kind, pressed, row, area: derived.area, department },
    ...{ butler: textOf(row['butlerOffice']), chief: textOf(row['chief']) },
    open: row['open'] === true,
    overdue: row['overdue'] === true,
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const rowIn = ({ row, rows }: Derived, { over }: Pressed, item: string): Row | undefined => {
  if (over === undefined) return item === '' ? row : undefined
  return rows?.[over]?.find(({ key }) => key === item)
}

/**
 * Supervisions of one matter are numbered. So the newest is found by asking for one after the other, and two that are open at a time
 * cannot be.
 */
export const idOf = (target: string, item: string, number: number): string =>
  `${digest(`${target}\n${item}`)}-${number}`

/** As it is written on paper: the day it was issued, and whose how-manieth it is. */
export const numberOf = (id: string, date: string): string =>
  `DB${date.replaceAll('-', '')}-${id.slice(0, 4).toUpperCase()}${id.slice(id.indexOf('-'))}`

/** What a supervision says of its matter, as of the moment it was issued. What somebody wrote is a subject and no title. */
export function aboutOf({ item, kind, pressed, row }: Target) {
  const title = told(row[pressed.title])
  const isOpen = isForAll(kind, pressed.title)
  const ofAll = pressed.of !== undefined && isForAll(kind, pressed.of) ? pressed.of : null
  return {
    item: item === '' ? null : item,
    matter: kind.id,
    projectNumber: ofAll === null ? null : told(row['number']),
    project: ofAll === null ? null : told(row[ofAll]),
    title: isOpen ? title : null,
    subject: isOpen ? null : title,
    stage: told(row['stage']),
  }
}

/** Whether everybody may see what stands in this column, and that there is such a thing. */
const isForAll = ({ publicly }: Kind, column: string): boolean =>
  publicly?.about === 'things' && publicly.open?.includes(column) === true

/** A matter as people see it before they press for it. */
export const matterOf = ({ kind, pressed, row }: Target): Matter => {
  const text = (column: string | undefined) => {
    const value = column === undefined ? null : row[column]
    return typeof value === 'string' ? value : null
  }
  return { kind: kind.id, of: text(pressed.of), title: text(pressed.title), number: text('number') }
}
