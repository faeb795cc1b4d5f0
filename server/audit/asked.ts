const REMEMBERED_MS = 10 * 60_000
const MOST = 500

/** What was asked a moment ago. */
export interface Asked {
  /** Whether this is a question that was not asked within the last ten minutes; then it has been now. */
  isNew(question: string, now: number): boolean
}

/**
 * A question is a record once, and not with each page that is turned or each look at the same list: else the audit would be full of
 * its own reading. Pages are not told apart, since a page asked for by itself shows as much as the first.
 */
export function createAsked(): Asked {
  const at = new Map<string, number>()
  return {
    isNew(question, now) {
      const before = at.get(question)
      if (before !== undefined && Math.abs(now - before) < REMEMBERED_MS) return false
      at.delete(question)
      at.set(question, now)
      const [oldest] = at.keys()
      if (at.size > MOST && oldest !== undefined) at.delete(oldest)
      return true
    },
  }
}
