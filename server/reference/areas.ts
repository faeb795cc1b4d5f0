import type { Areas } from '../../shared/areas/areas.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { AreaBoard, ToldArea } from '../../shared/sync/reference.ts'
import type { Documents } from '../documents/load.ts'
import type { Reader } from '../reader/reader.ts'
import { aliasesOf } from './aliases.ts'

export interface AreaParts {
  readonly reader: Pick<Reader, 'ask'>
  readonly now: () => number
}

/** Over an index that has the area first. */
const BY_AREA = 'SELECT area, count(*) AS n FROM things WHERE row IS NOT NULL GROUP BY area'

interface Line {
  readonly area: string
  readonly n: number
}

/** The areas in force, a wider one before what lies in it, with what points at them. */
export async function areaBoard(
  { reader, now }: AreaParts,
  documents: Pick<Documents, 'areas' | 'feeds' | 'namings'>,
): Promise<AreaBoard> {
  const { areas, feeds } = documents
  const { results } = await reader.ask([{ sql: BY_AREA, params: [] }])
  const lines = results[0] as readonly Line[]
  const { id, asOf, source, notice } = areas.document
  const aliases = Map.groupBy(aliasesOf(documents).areaAliases, alias => alias.is)
  const pointing = pointingAt(feeds)
  const places = placesOf(areas)
  const counts = countsIn(lines, new Set(places.map(({ code }) => code)), areas.city.id)
  return {
    ...{ now: now(), id, asOf, source, notice, shape: areas.boundary === null ? 'mosaic' : 'boundary' },
    areas: places.map(place => ({
      ...place,
      here: counts.here.get(place.code) ?? 0,
      inside: counts.inside.get(place.code) ?? 0,
      feeds: pointing.get(place.code) ?? [],
      aliases: (aliases.get(place.code) ?? []).map(({ name }) => name),
    })),
    simulated: feeds.some(({ simulated }) => simulated),
    unlocated: lines.find(({ area }) => area === '')?.n ?? 0,
  }
}

type Place = Pick<ToldArea, 'code' | 'name' | 'level' | 'parent'>

function placesOf({ city, districts, towns, communitiesOf }: Areas): Place[] {
  const of =
    (level: Place['level'], parent: string) => (each: { readonly id: string; readonly name: string }) => ({
      ...{ code: each.id, name: each.name, level, parent },
    })
  return [
    of('city', '')(city),
    ...districts.flatMap(district => [
      of('district', city.id)(district),
      ...towns
        .filter(({ parent }) => parent?.id === district.id)
        .flatMap(town => [
          of('town', district.id)(town),
          ...communitiesOf(town.id).map(({ code: id, name }) => of('community', town.id)({ id, name })),
        ]),
    ]),
  ]
}

/** A code that is in force no more counts in the narrowest wider place that is. */
function countsIn(lines: readonly Line[], known: ReadonlySet<string>, city: string) {
  const [here, inside] = [new Map<string, number>(), new Map<string, number>()]
  const add = (to: Map<string, number>, code: string, n: number) => to.set(code, (to.get(code) ?? 0) + n)
  for (const { area, n } of lines) {
    if (area === '') continue
    const wider = [12, 9, 6].map(length => area.slice(0, length)).filter(code => known.has(code))
    const line = [...new Set([...wider, city])]
    add(here, line[0] ?? city, n)
    for (const code of line) add(inside, code, n)
  }
  return { here, inside }
}

type Pointing = Map<string, { readonly id: string; readonly title: FeedDocument['title'] }[]>

/** By the code of the only place that a feed knows. */
function pointingAt(feeds: readonly FeedDocument[]): Pointing {
  const pointing: Pointing = new Map()
  for (const { id, title, mapping } of feeds)
    for (const code of constantsIn(mapping))
      pointing.set(code, [...(pointing.get(code) ?? []), { id, title }])
  return pointing
}

function constantsIn(mapping: unknown): string[] {
  const { area, readings } = (mapping ?? {}) as {
    readonly area?: unknown
    readonly readings?: { readonly area?: unknown }
  }
  const ways = area ?? readings?.area
  if (!Array.isArray(ways)) return []
  return (ways as readonly object[]).flatMap(way => ('const' in way ? [String(way.const)] : []))
}
