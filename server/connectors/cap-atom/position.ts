import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import type { Entry } from './atom.ts'
import type { Belonging, Known } from './belonging.ts'

/** More than a feed may have, so that what is in it is always remembered. */
const MOST_SEEN = 800

/** What is in of an entry: its digest, its message and to which warning that belongs; without those it was unreadable. */
const Seen = Type.Object({
  entry: Type.String(),
  message: Type.Optional(Type.String()),
  warning: Type.Optional(Type.String()),
  number: Type.Optional(Type.String()),
  issued: Type.Optional(Type.String()),
})
export type Seen = Static<typeof Seen>

export const Position = Type.Object({ seen: Type.Array(Seen) })

/** An entry that was changed is another one; one that carries its message changes with it. */
export function digestOf({ id, updated, href, message }: Entry): string {
  const said = JSON.stringify([id, updated, href, message], (_, value: unknown) =>
    value instanceof Map ? [...value] : value,
  )
  return createHash('sha256').update(said).digest('base64url').slice(0, 16)
}

export const positionOf = (seen: readonly Seen[]): string =>
  JSON.stringify({ seen: seen.slice(-MOST_SEEN) } satisfies Static<typeof Position>)

export function knownIn(seen: readonly Seen[]): Known {
  const known = new Map<string, Belonging>()
  for (const { message, warning, number, issued } of seen)
    if (message !== undefined && warning !== undefined && number !== undefined && issued !== undefined)
      known.set(message, { warning, number, issued })
  return known
}
