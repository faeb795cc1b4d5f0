import { dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { City } from '../../shared/city/city.ts'
import { itemOf, movedDues, rowsDue } from '../../shared/city/moved.ts'
import type { CalendarOf, Derived, Kind, Row, Thing } from '../../shared/kinds/kind.ts'
import type { Correction } from '../engine/notices.ts'

/** A due date that moves, with what is known of it. */
export interface Move extends Correction {
  readonly row: Row
}

export interface Moves {
  /** Open clocks that end on days which are settled now. */
  readonly open: number
  readonly moves: readonly Move[]
  /** Those that were provisional, are so no more, and stay where they are. */
  readonly settled: number
}

export interface Asked {
  /** The first day that is another one, as a date: what is due before it cannot move. */
  readonly from: string
  /** Kinds that run on the calendar. */
  readonly kinds: ReadonlySet<string>
  readonly calendarOf: CalendarOf
}

/** What becomes of the open due dates under other calendars (DOMAIN 2.4 R7). All that is open is in memory; nothing is changed. */
export function openMoves(city: City, asked: Asked): Moves {
  const moves: Move[] = []
  let [open, settled] = [0, 0]
  for (const { thing, derived } of city.held.values()) {
    const found = derived === null ? null : movesOf(city, thing, derived, asked)
    if (found === null) continue
    open += found.open
    settled += found.settled
    moves.push(...found.moves)
  }
  return { open, settled, moves: moves.sort((a, b) => a.before - b.before || (a.thing < b.thing ? -1 : 1)) }
}

function movesOf(
  city: City,
  thing: Thing,
  before: Derived,
  { from, kinds, calendarOf }: Asked,
): Moves | null {
  const kind = city.kinds.get(thing.kind)
  if (kind === undefined || !kinds.has(kind.id)) return null
  const first = startOfDay(dayOfDate(from))
  const due = rowsDue(before).filter(row => isOpen(row) && isFrom(row, first))
  // What ends before is most of it, and need not be reckoned.
  const after = due.length === 0 ? null : kind.derive(thing, { now: city.now, calendar: calendarOf(kind.id) })
  if (after === null) return null
  const items = new Set(due.map(itemOf))
  const moved = movedDues(before, after).filter(({ item }) => items.has(item))
  for (const { item } of moved) items.delete(item)
  const becameFinal = (row: Row) =>
    items.has(itemOf(row)) && isProvisional(row) && !isProvisional(rowOf(after, itemOf(row)))
  return {
    open: due.length,
    settled: due.filter(becameFinal).length,
    moves: moved.map(each => ({
      ...each,
      ...{ thing: thing.id, kind: kind.id, area: after.area, row: rowOf(after, each.item) },
    })),
  }
}

const isOpen = (row: Row): boolean => row['open'] !== false
const isFrom = ({ dueAt }: Row, first: number): boolean => typeof dueAt === 'number' && dueAt >= first
const isProvisional = (row: Row): boolean => row['provisional'] === true

/** The row of an item, or of the thing itself. */
export const rowOf = (derived: Derived, item: string): Row =>
  rowsDue(derived).find(row => itemOf(row) === item) ?? derived.row

/** What a matter is called, and who answers for it; null: nothing says so. */
export function namesOf({ pressed }: Kind, row: Row): { title: string | null; department: string | null } {
  const text = (column: string | undefined) => {
    const value = column === undefined ? null : row[column]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const names = [text(pressed?.of), text(pressed?.title)].filter(name => name !== null)
  return { title: names.length === 0 ? text('number') : names.join(' · '), department: text('department') }
}
