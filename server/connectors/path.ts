import type { Value } from '../../shared/model/value.ts'

/** Own properties only, by names between dots; undefined where there is nothing. */
export function valueAt(value: Value, path: string): Value | undefined {
  let at: Value | undefined = value
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as { readonly [key: string]: Value })[name]
  }
  return at
}
