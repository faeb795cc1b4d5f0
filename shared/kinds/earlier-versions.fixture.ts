import { Errors } from 'typebox/schema'
import type { Fields } from '../model/value.ts'
import type { Kind } from './kind.ts'

/** Fields of a part as a journal has them that was written under an earlier version of the kind. */
export interface EarlierSample {
  readonly version: number
  readonly part: string
  readonly fields: Fields
}

/**
 * What is missing before journals of the kind's versions from `first` on can be read: a sample of each, and an upcaster that makes
 * of it what the schema of now asks for. Without it what is old is derived as if it were new.
 */
export function earlierFaults(kind: Kind, samples: readonly EarlierSample[], first = 1): string[] {
  const earlier = Array.from({ length: kind.version - first }, (_, i) => first + i)
  const unsampled = earlier
    .filter(version => !samples.some(sample => sample.version === version))
    .map(version => `${kind.id}: no stored sample of version ${version}`)
  const { upcast } = kind
  if (earlier.length > 0 && upcast === undefined)
    return [...unsampled, `${kind.id}: nothing lifts what was written before version ${kind.version}`]
  return [...unsampled, ...samples.flatMap(sample => liftFaults(kind, sample))]
}

function liftFaults({ id, parts, upcast }: Kind, { version, part, fields }: EarlierSample): string[] {
  const where = `${id}: ${part} of version ${version}`
  const schema = parts[part] ?? parts[part.replace(/:.*/, ':')]
  if (schema === undefined || upcast === undefined) return [`${where} is of no part that is lifted`]
  const before = JSON.parse(JSON.stringify(fields)) as typeof fields
  const lifted = upcast(fields, version, part)
  const changed = JSON.stringify(fields) === JSON.stringify(before) ? [] : [`${where} was changed itself`]
  return [...changed, ...Errors(schema, lifted)[1].map(({ message }) => `${where}: ${message}`)]
}
