import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/schema'
import { Refused } from '../access/caller.ts'

/** A body as its schema has it; else 400, with the place of the first fault and nothing of what was sent. */
export function asked<T extends TSchema>(schema: T): (body: unknown) => Static<T> {
  const compiled = Compile(schema)
  return body => {
    if (compiled.Check(body)) return body
    const [first] = compiled.Errors(body)[1]
    const where = first?.instancePath || 'the body'
    throw new Refused(400, 'malformed', `${where}: ${first?.message ?? 'is not what this route takes'}`)
  }
}
