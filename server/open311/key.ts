import type { Request } from 'express'
import { Refused } from '../access/caller.ts'
import { isSame } from '../access/is-same.ts'

/** The name of the secret with which programs ask. */
export const OPEN311_KEY = 'OPEN311_KEY'
/** A shorter one could be guessed. */
const LEAST = 24

/** In the question, or among the fields of a form (GeoReport v2). Throws Refused where it is not the one that was set, or none was. */
export function checkKey(key: string | undefined, { body, query }: Request): void {
  const given = (body as { readonly api_key?: unknown } | undefined)?.api_key ?? query['api_key']
  if (key === undefined || key.length < LEAST)
    throw new Refused(403, 'noKey', `nobody set ${OPEN311_KEY} (${LEAST} characters or more)`)
  if (typeof given !== 'string' || !isSame(given, key))
    throw new Refused(403, 'noKey', 'api_key: missing or wrong')
}
