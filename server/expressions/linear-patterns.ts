import { createRequire } from 'node:module'
import type { RE2JS } from 're2js'

const require = createRequire(import.meta.url)

const LONGEST_PATTERN = 500
/** A pattern may be made of what a record says: they are not kept without end. */
const MOST_KEPT = 200

export interface Patterns {
  /** Whether the pattern is found anywhere in the text. */
  readonly matches: (text: string, pattern: string) => boolean
  /** What its first group found, or all of it where it has none; '' where it is not found. */
  readonly find: (text: string, pattern: string) => string
  /** What is wrong with a pattern; null: it can be used. */
  readonly faultIn: (pattern: string) => string | null
}

/**
 * Patterns in the language of RE2: what one of them takes grows with the length of the text and no faster, whatever the two are
 * (T-REDOS-01). There is nothing that looks back, and nothing that looks ahead. The package is loaded once a pattern is there.
 */
export function createPatterns(): Patterns {
  const kept = new Map<string, RE2JS>()
  function compiled(pattern: string): RE2JS {
    const known = kept.get(pattern)
    if (known !== undefined) return known
    if (pattern.length > LONGEST_PATTERN)
      throw new Error(`a pattern has at most ${LONGEST_PATTERN} signs, this one ${pattern.length}`)
    const { RE2JS } = require('re2js') as typeof import('re2js')
    const made = RE2JS.compile(pattern)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(pattern, made)
    return made
  }
  return {
    matches: (text, pattern) => compiled(pattern).matcher(text).find(),
    find(text, pattern) {
      const matcher = compiled(pattern).matcher(text)
      if (!matcher.find()) return ''
      return matcher.group(matcher.groupCount() > 0 ? 1 : 0) ?? ''
    },
    faultIn(pattern) {
      try {
        compiled(pattern)
        return null
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },
  }
}
