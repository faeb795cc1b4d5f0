import type { City } from '../../shared/city/city.ts'
import type { Derived, Kind, Row } from '../../shared/kinds/kind.ts'
import { compareText } from '../../shared/model/text-order.ts'
import type { Text } from '../../shared/model/value.ts'
import type { DepartmentPlace, ToldDepartment } from '../../shared/sync/reference.ts'
import type { Documents } from '../documents/load.ts'

type Known = Pick<Documents, 'feeds' | 'namings' | 'organisation' | 'areas'>

interface Matters {
  open: number
  overdue: number
  readonly kinds: Map<Kind, number>
}

/**
 * Every department of the organisation, and whoever else keeps a feed, has something to answer for, or is the usual name of one: that
 * with most open first.
 */
export function departmentsOf(city: Pick<City, 'held' | 'kinds'>, known: Known): ToldDepartment[] {
  const matters = mattersBy(city)
  const feeds = Map.groupBy(known.feeds, ({ department }) => department.zh)
  const aliases = known.namings.flatMap(({ departments }) => departments)
  const written = known.organisation
  const usual = new Map([
    ...written.flatMap(({ name, fullName }) => (fullName === undefined ? [] : [[fullName, name] as const])),
    ...aliases.map(({ name, is }) => [name, is] as const),
  ])
  const names = new Set([
    ...[...matters.keys(), ...feeds.keys()],
    ...[...aliases.map(({ is }) => is), ...written.map(({ name }) => name)],
  ])
  return [...names]
    .map((name): ToldDepartment => {
      const { open, overdue, kinds } = matters.get(name) ?? newMatters()
      return {
        ...{ name, open, overdue, is: usual.get(name) ?? '', place: placeOf(name, known) },
        feeds: (feeds.get(name) ?? []).map(({ id, title }) => ({ id, title })),
        kinds: [...kinds]
          .map(([{ title }, n]): { title: Text; open: number } => ({ title, open: n }))
          .sort((a, b) => b.open - a.open),
        aliases: aliases.filter(({ is }) => is === name).map(each => each.name),
      }
    })
    .sort((a, b) => b.open - a.open || compareText(a.name, b.name))
}

function placeOf(name: string, { organisation, areas }: Known): DepartmentPlace | null {
  const found = organisation.find(each => each.name === name)
  if (found === undefined) return null
  const { shortName, kind, area, parent } = found
  return {
    ...{ shortName, kind, area: areas.byId(area)?.name ?? area },
    parent: organisation.find(({ id }) => id === parent)?.name ?? '',
  }
}

const newMatters = (): Matters => ({ open: 0, overdue: 0, kinds: new Map() })

/** All that is open is in memory. */
function mattersBy({ held, kinds }: Pick<City, 'held' | 'kinds'>): ReadonlyMap<string, Matters> {
  const matters = new Map<string, Matters>()
  for (const { thing, derived } of held.values()) {
    const kind = kinds.get(thing.kind)
    if (kind === undefined || derived === null) continue
    for (const { department, open, overdue } of mattersIn(kind, derived)) {
      if (open !== true || typeof department !== 'string' || department === '') continue
      const of = matters.get(department) ?? newMatters()
      matters.set(department, of)
      of.open++
      of.overdue += Number(overdue === true)
      of.kinds.set(kind, (of.kinds.get(kind) ?? 0) + 1)
    }
  }
  return matters
}

/** What a department answers for: the inner rows that are pressed one by one, else the thing itself. */
const mattersIn = ({ pressed }: Kind, { row, rows }: Derived): readonly Row[] =>
  pressed?.over === undefined ? [row] : (rows?.[pressed.over] ?? [])
