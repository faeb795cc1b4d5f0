import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/schema'
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
