import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/schema'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { Value } from '../../shared/model/value.ts'
import type { FeedAccess } from './connector.ts'

/**
 * The feed's position as this connector writes it. What another connector or an older version left behind is like none:
 * then everything is asked again, and what is known is found to be known.
 */
export function positionAs<T extends TSchema>(schema: T, access: FeedAccess): Static<T> | null {
  const text = access.position()
  if (text === null) return null
  const position = parsed(text)
  if (Check(schema, position)) return position
  access.log('warn', 'its position was written by something else: beginning anew')
  return null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Then it is no position of ours, which the schema says in one place for all.
    return undefined
  }
}

/** What a position is of: settings of which a change means that the upstream counts something else. */
export type Counted = { readonly [setting: string]: unknown }

/**
 * The same access, whose position holds for one upstream only: behind the watermark of another address or table a feed would ask for what
 * is new there, and what is old would never come. A position that does not say of what it is was kept by an earlier version, and holds.
 */
export function positionOf<A extends FeedAccess>(access: A, counted: Counted): A {
  const upstream = digest(canonical(withoutGaps(counted)))
  return {
    ...access,
    position: () => held(access, upstream),
    take: page => {
      const { position } = page
      return access.take(position === undefined ? page : { ...page, position: marked(position, upstream) })
    },
  }
}

/** Settings that are left out are as if they were not named. */
const withoutGaps = (counted: Counted): Value => JSON.parse(JSON.stringify(counted)) as Value

function held(access: FeedAccess, upstream: string): string | null {
  const text = access.position()
  const position = text === null ? null : parsed(text)
  if (!isObject(position)) return text
  const { upstream: of, ...own } = position
  if (of === undefined || of === upstream) return JSON.stringify(own)
  access.log('info', 'its position is of another upstream: beginning anew')
  return null
}

function marked(text: string, upstream: string): string {
  const position = parsed(text)
  return isObject(position) ? JSON.stringify({ ...position, upstream }) : text
}

const isObject = (value: unknown): value is object & { readonly upstream?: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
