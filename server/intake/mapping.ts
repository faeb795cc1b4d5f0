import type { TSchema } from 'typebox'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { compiled } from '../../shared/model/conforms.ts'
import { placeNames } from '../../shared/areas/place-names.ts'
import { compileMapping } from '../../shared/mapping/mapping.ts'
import type { Box, CodeTable, MappingContext, MapRecord, Problem } from '../../shared/mapping/context.ts'
import type { AreaResolver } from '../../shared/mapping/area.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { AreaAlias, NamingDocument } from '../../shared/naming/document.ts'
import { namingTables } from '../../shared/naming/tables.ts'
import type { Fields } from '../../shared/model/value.ts'
import { createLanguage } from '../expressions/language.ts'
import { FeedError } from '../connectors/connector.ts'

export interface MappingGround {
  readonly areas: Areas
  readonly box: Box
  readonly codes: { readonly [table: string]: CodeTable }
  /** As they are shipped. */
  readonly namings?: readonly NamingDocument[]
}

/** Of a feed, under the names that are in force: those that are shipped where nothing is said. */
export type NamedMapping = (feed: FeedDocument, namings?: readonly NamingDocument[]) => MapRecord
export type NamedContext = (feed: FeedDocument, namings?: readonly NamingDocument[]) => MappingContext | null

/** What a feed's mapping needs beside itself; null: there is no such kind. */
export function contextOf(ground: MappingGround, kinds: readonly Kind[]): NamedContext {
  const byId = new Map(kinds.map(kind => [kind.id, { kind, check: checkOf(kind) }]))
  const namedBy = namingsOf(ground.areas)
  const language = createLanguage()
  const faultIn = (expression: string): string | null => {
    const read = language.read(expression)
    return read.ok ? null : read.fault
  }
  return (feed, namings = ground.namings ?? []) => {
    const known = byId.get(feed.kind)
    if (known === undefined) return null
    const { kind, check } = known
    const { box, codes } = ground
    return {
      ...{ box, codes, ...namedBy(namings), check, faultIn },
      ...{ source: feed.source, kind: kind.id, kindVersion: kind.version },
    }
  }
}

/** A feed's mapping made ready; throws a FeedError of blame `config` that lists every fault of the document. */
export function mappingOf(ground: MappingGround, kinds: readonly Kind[]): NamedMapping {
  const known = contextOf(ground, kinds)
  return (feed, namings) => {
    const context = known(feed, namings)
    if (context === null) throw badFeed(feed, [`no kind "${feed.kind}"`])
    const compiled = compileMapping(feed.mapping, context)
    if (compiled.ok) return compiled.map
    throw badFeed(
      feed,
      compiled.faults.map(fault => `${fault.path}: ${fault.message}`),
    )
  }
}

const badFeed = (feed: FeedDocument, faults: readonly string[]) =>
  new FeedError(`the mapping of feed "${feed.id}" cannot be used: ${faults.join('; ')}`, {
    blame: 'config',
    retry: false,
  })

type Named = Pick<MappingContext, 'areas' | 'departmentOf'>

/** Made anew only under other names: all feeds share them. */
function namingsOf(areas: Areas): (namings: readonly NamingDocument[]) => Named {
  let last: { readonly of: readonly NamingDocument[]; readonly named: Named } | null = null
  return namings => {
    if (last?.of !== namings) {
      const { areas: aliases, departmentOf } = namingTables(namings)
      last = { of: namings, named: { areas: resolverOf(areas, aliases), departmentOf } }
    }
    return last.named
  }
}

/** Asks of the areas by their names and other names. */
export const resolverOf = (areas: Areas, aliases: readonly AreaAlias[]): AreaResolver => {
  const codes = new Set([areas.city, ...areas.districts, ...areas.towns].map(node => node.id))
  for (const community of areas.communitiesOf(areas.city.id)) codes.add(community.code)
  const names = placeNames(areas.document, aliases)
  return { codeOf: (name, within) => names.codeOf(name, within), known: code => codes.has(code) }
}

/** The schemas of a kind's parts: the check runs on every record, and is compiled with the first, so that no start waits for it. */
function checkOf(kind: Kind): (fields: Fields, part: string) => Problem | null {
  const checks = new Map(Object.entries(kind.parts).map(([part, schema]) => [part, validator(schema)]))
  return (fields, part) => {
    const check = checks.get(part) ?? checks.get(part.slice(0, part.indexOf(':') + 1))
    if (check === undefined) return { path: '', reason: `kind "${kind.id}" has no part "${part}"` }
    return check(fields)
  }
}

function validator(schema: TSchema): (fields: Fields) => Problem | null {
  return fields => {
    const check = compiled(schema)
    if (check.Check(fields)) return null
    const [first] = check.Errors(fields)[1]
    return { path: first?.instancePath ?? '', reason: first?.message ?? 'does not fit its kind' }
  }
}
