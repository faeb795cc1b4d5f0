import type { TSchema } from 'typebox'
import { Check, Errors } from 'typebox/schema'
import type { Kind } from '../../shared/kinds/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields, Value as Said } from '../../shared/model/value.ts'

/** Who no text of the city is about: where it is found, a person would be. */
export const CANARY = /演示人[0-9a-z]+/
const canaryOf = (n: number) => `演示人${n.toString(36)}`

/** What names a thing or a department and no person, though its column has another name. */
const NAMES_OF_THINGS: { readonly [kind: string]: readonly string[] } = {
  'service-case': ['itemName'],
}

/** Kinds that are about people, as they themselves say by not saying otherwise. */
export const isAboutPeople = (kind: Kind): boolean =>
  kind.telemetry === undefined && kind.publicly?.about !== 'things'

interface Schema {
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly Said[]
  readonly const?: Said
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly items?: Schema
  readonly properties?: { readonly [name: string]: Schema }
}

/** A thing of this kind that says the person in every text it may hold, where and when the city looks at it. */
export function factAbout(n: number, kind: Kind, area: string, now: number): RecordFact {
  const names = [...(kind.publicly?.open ?? []), ...(NAMES_OF_THINGS[kind.id] ?? [])]
  const [part, schema] = Object.entries(kind.parts)[0] as [string, TSchema]
  const fields = filled(schema, { text: canaryOf(n), names, now }) as Fields
  if (!Check(schema, fields)) throw new Error(`${kind.id}: ${JSON.stringify(Errors(schema, fields)[1][0])}`)
  const { conflict: _conflict, ...told } = partWith(fields, { area, at: now, event: now })
  // A part that comes many times has a name of its own.
  const name = part.endsWith(':') ? `${part}1` : part
  return { ...told, type: 'record', kind: kind.id, id: `canary/${canaryOf(n)}`, part: name }
}

interface About {
  readonly text: string
  readonly names: readonly string[]
  readonly now: number
}

function filled(schema: Schema, about: About, name = ''): Said {
  if (schema.anyOf !== undefined) return filled(schema.anyOf[0] as Schema, about, name)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0] as Said
  if (schema.type === 'object') return Object.fromEntries(propertiesOf(schema, about))
  if (schema.type === 'array') return [filled(schema.items as Schema, about, name)]
  if (schema.type === 'boolean') return true
  if (schema.type === 'string') return textOf(schema, about, name)
  return numberOf(schema, about)
}

const propertiesOf = ({ properties = {} }: Schema, about: About): [string, Said][] =>
  Object.entries(properties).map(([name, schema]) => [name, filled(schema, about, name)])

/** Of each form one text: a month, a day, a digest. */
const FORMS = ['2026-11', '2026-11-23', 'a'.repeat(64)]

/** A text of a form holds no name; one that names a thing is the same for all. */
function textOf({ pattern, maxLength = 20 }: Schema, { text, names }: About, name: string): string {
  if (pattern !== undefined) return FORMS.find(form => new RegExp(pattern).test(form)) ?? ''
  return (names.includes(name) ? '演示事项' : text).slice(0, maxLength)
}

/** An instant is now, a number as small as it may be. */
const numberOf = ({ minimum = 0, maximum = 1 }: Schema, { now }: About): number =>
  maximum > now && minimum < -now / 1000 ? now : Math.max(minimum, Math.min(1, maximum))
