import { civilOf, DAY } from '../../shared/calendar/civil.ts'
import type { Thing } from '../../shared/kinds/kind.ts'
import { hasAction } from './post.ts'

export interface Numbered {
  /** What this very action made already; null: nothing. */
  readonly same: string | null
  readonly number: string
}

/**
 * The next number of a day, `WT20261123-4`. The same action again, though the button was pressed before midnight, has one already.
 * One number after the other is asked for: so no two are alike, and none is left out.
 */
export function numberFor(
  prefix: string,
  now: number,
  actions: readonly string[],
  thing: (number: string) => Thing | null,
): Numbered {
  let free = ''
  for (const date of [civilOf(now - DAY), civilOf(now)])
    for (let n = 1; ; n++) {
      free = `${prefix}${date.replaceAll('-', '')}-${n}`
      const taken = thing(free)
      if (taken === null) break
      if (actions.some(action => hasAction(taken, action))) return { same: free, number: free }
    }
  return { same: null, number: free }
}
