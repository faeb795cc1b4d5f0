import type { Part } from './kind.ts'

/** Which of two parts that tell of the same was told last: by version, source time, then content. */
export function isNewer(a: Part, b: Part): boolean {
  if (a.version !== b.version) return a.version > b.version
  return a.at !== b.at ? a.at > b.at : a.hash > b.hash
}
