import type { Areas } from '../../shared/areas/areas.ts'
import type { Entity, EntityType } from '../../shared/libraries/document.ts'
import type { EntityHits } from '../../shared/sync/entity.ts'
import type { Caller } from '../access/caller.ts'
import { readAtOneMoment } from '../explain/moment.ts'
import { keyedSql, searchSql, type Line } from './finding.ts'
import { rowIn, sourcesOf, type EntityParts } from './groups.ts'

/** Of each type. */
const MOST = 20

type Hit = EntityHits['hits'][number]

/** Enterprises, projects, problems and places in whose code or name a text stands, as far as this caller may see them; a case by its number alone. */
export async function hitsOf(
  parts: EntityParts & { readonly areas: Areas },
  text: string,
  caller: Caller,
): Promise<EntityHits> {
  const registers = Object.entries(parts.libraries.entities).flatMap(([type, entity]) => {
    const kind = parts.kinds.find(({ id }) => id === entity.register)
    return kind === undefined ? [] : [{ type: type as EntityType, entity, kind }]
  })
  const { answer, seen } = await readAtOneMoment(parts, {
    cell: '',
    queries: () =>
      registers.map(({ entity, kind }) =>
        entity.keyed === true
          ? keyedSql(kind, sourcesOf(parts.feeds(), kind), [text])
          : searchSql(entity, kind, text, MOST + 1),
      ),
  })
  const found = answer.results as readonly (readonly Line[])[]
  const entries = registers.flatMap(({ type, entity }, i) =>
    (found[i] ?? [])
      .slice(0, MOST)
      .filter(({ area }) => caller.may('records.view', { area }))
      .map(line => hitOf(type, entity, line)),
  )
  return {
    seq: seen.seq,
    hits: [...placesFor(parts.areas, text, caller), ...entries],
    more: found.some(lines => lines.length > MOST),
  }
}

function hitOf(type: EntityType, entity: Entity, line: Line): Hit {
  const row = rowIn(line)
  const [id, title] = [row[entity.id], row[entity.title]].map(each => (typeof each === 'string' ? each : ''))
  return { type, id: id ?? '', title: title === '' ? (id ?? '') : (title ?? ''), area: line.area }
}

const placesFor = ({ city, districts, towns }: Areas, text: string, caller: Caller): Hit[] =>
  [city, ...districts, ...towns]
    .filter(
      ({ id, name }) => (name.includes(text) || id === text) && caller.may('records.view', { area: id }),
    )
    .slice(0, MOST)
    .map(({ id, name }) => ({ type: 'place', id, title: name, area: id }))
