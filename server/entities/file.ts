import type { Kind } from '../../shared/kinds/kind.ts'
import type { Entity, EntityType } from '../../shared/libraries/document.ts'
import type { EntityFile } from '../../shared/sync/entity.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { readAtOneMoment } from '../explain/moment.ts'
import { entriesSql, keyedSql, toldSql, type Line } from './finding.ts'
import { around, groupOf, innerGroups, rowIn, sourcesOf, type EntityParts } from './groups.ts'

/** Of one kind; who has more is asked about by the numbers. */
const MOST = 200
/** So many may share a name before nobody can be told by it. */
const NAMESAKES = 50

export const unknownEntity = () => new Refused(404, 'notFound', 'nothing is known of it')

/** By what somebody is found in records. */
interface Identity {
  readonly code: string
  readonly names: readonly string[]
}

/** All that this caller may see of one enterprise, project, case or problem, of one moment. */
export async function fileOf(
  parts: EntityParts,
  type: EntityType,
  asked: string,
  caller: Caller,
): Promise<EntityFile> {
  const entity = parts.libraries.entities[type]
  const register = parts.kinds.find(({ id }) => id === entity?.register)
  if (entity === undefined || register === undefined) throw unknownEntity()
  const identity = await identified(parts, entity, register, asked)
  const kinds = Object.entries(entity.told).flatMap(([id, told]) => {
    const kind = parts.kinds.find(each => each.id === id)
    return kind === undefined ? [] : [{ kind, told }]
  })
  const { answer, seen } = await readAtOneMoment(parts, {
    cell: '',
    queries: () => [
      entrySql(parts, entity, register, [identity.code], 1),
      ...kinds.map(({ kind, told }) => toldSql(kind, told, identity.code, identity.names, MOST + 1)),
    ],
  })
  const [entries, ...told] = (answer.results as readonly (readonly Line[])[]).map(lines => ({
    lines: lines.slice(0, MOST).filter(({ area }) => caller.may('records.view', { area })),
    more: lines.length > MOST,
  }))
  const entry = entries?.lines.find(({ coded }) => coded === 1) ?? null
  const groups = [
    ...(entry === null
      ? []
      : [groupOf(parts, register, [entry]), ...innerGroups(parts, register, entry, entity.inner ?? [])]),
    ...told.flatMap(({ lines, more }, i) => {
      const { kind } = kinds[i]!
      return lines.length === 0 ? [] : [groupOf(parts, kind, lines, { more })]
    }),
  ]
  if (groups.length === 0) throw unknownEntity()
  return {
    ...{ type, id: identity.code, area: entry?.area ?? '', seq: seen.seq, now: seen.now },
    ...titled(entry, entity, identity),
    groups,
    ...around(parts, groups),
  }
}

/** What it is called, and the other names by which records were found. Who may not see the entry is not told its names. */
function titled(
  entry: Line | null,
  entity: Entity,
  { code, names }: Identity,
): Pick<EntityFile, 'title' | 'names'> {
  if (entry === null) return { title: code, names: [] }
  const title = rowIn(entry)[entity.title]
  const called = typeof title === 'string' ? title : code
  return { title: called, names: names.filter(name => name !== called) }
}

/** Whom a code or a name means. A name that two have means neither; by it nothing is joined. */
async function identified(
  parts: EntityParts,
  entity: Entity,
  register: Kind,
  asked: string,
): Promise<Identity> {
  const found = await entriesOf(parts, entity, register, [asked])
  const coded = found.filter(line => line.coded === 1)
  const entry = coded[0] ?? (found.length === 1 ? found[0] : undefined)
  if (entry === undefined) return { code: asked, names: [] }
  const code = codeOf(entry, entity)
  const names = namesOf(entry, entity)
  const others = (await entriesOf(parts, entity, register, names)).filter(
    line => codeOf(line, entity) !== code,
  )
  const shared = new Set(others.flatMap(line => namesOf(line, entity)))
  return { code, names: names.filter(name => !shared.has(name)) }
}

function entrySql(
  { feeds }: EntityParts,
  entity: Entity,
  register: Kind,
  asked: readonly string[],
  most: number,
) {
  return entity.keyed === true
    ? keyedSql(register, sourcesOf(feeds(), register), asked)
    : entriesSql(entity, register, asked, most)
}

async function entriesOf(parts: EntityParts, entity: Entity, register: Kind, asked: readonly string[]) {
  const { answer } = await readAtOneMoment(parts, {
    cell: '',
    queries: () => [entrySql(parts, entity, register, asked, NAMESAKES)],
  })
  return (answer.results[0] ?? []) as readonly Line[]
}

const codeOf = (line: Line, entity: Entity): string => {
  const code = rowIn(line)[entity.id]
  return typeof code === 'string' ? code : ''
}

function namesOf(line: Line, { title, formerNames }: Entity): readonly string[] {
  const row = rowIn(line)
  const former: unknown = formerNames === undefined ? null : row[formerNames]
  const names: readonly unknown[] = [row[title], ...(Array.isArray(former) ? (former as unknown[]) : [])]
  return names.filter((name): name is string => typeof name === 'string' && name !== '')
}
