import type { Areas } from '../../shared/areas/areas.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { DocumentsGround } from '../../shared/sync/publications.ts'
import type { Connector } from '../connectors/connector.ts'
import { isOwnForm } from './feed-faults.ts'

/** What documents may name: an editor offers it, and the server judges by the same. */
export const groundOf = (
  connectors: ReadonlyMap<string, Connector>,
  kinds: readonly Kind[],
  { secrets, areas }: Pick<DocumentsGround, 'secrets'> & { readonly areas: Areas },
): DocumentsGround => ({
  city: areas.city.id,
  areas: [areas.city, ...areas.districts, ...areas.towns].map(({ id, name, level }) => ({ id, name, level })),
  connectors: [...connectors.values()]
    .filter(({ id }) => !isOwnForm({ connector: id }))
    .map(({ id, settings, secrets: takes }) => ({ id, settings: schemaOf(settings), secrets: takes })),
  kinds: kinds.map(({ id, title, columns, inner = {}, parts }) => ({
    ...{ id, title, columns, inner },
    parts: Object.fromEntries(Object.entries(parts).map(([part, schema]) => [part, schemaOf(schema)])),
  })),
  secrets: [...secrets].sort(),
})

/** A schema of typebox is JSON Schema once it is JSON. */
const schemaOf = (schema: object): Fields => JSON.parse(JSON.stringify(schema)) as Fields
