import type { Row } from '../../shared/kinds/kind.ts'

/** As most pages have them, in their order. */
export const LISTS = ['mine', 'overdue', 'open', 'over'] as const

type Belongs<Name extends string> = { readonly [list in Name]: (row: Row) => boolean }

/** Beside what is mine and what is open, which all pages have. */
export const LATE_AND_OVER: Belongs<'overdue' | 'over'> = {
  overdue: row => row['overdue'] === true,
  over: row => row['open'] !== true,
}

interface Matter<Step extends string> {
  readonly row: Row
  readonly can: readonly Step[]
}

/** What is mine is what waits for a step that I may do; what waits for somebody else is not, though I might do something about it. */
export function listsOf<Step extends string, One extends Matter<Step>, Name extends string>(
  isAwaited: (one: One, step: Step) => boolean,
  others: Belongs<Name>,
) {
  const isMine = (one: One): boolean => one.can.some(step => isAwaited(one, step))
  const inList = (all: readonly One[], list: Name | 'mine' | 'open'): readonly One[] => {
    if (list === 'mine') return all.filter(isMine)
    return all.filter(({ row }) => (list === 'open' ? row['open'] === true : others[list](row)))
  }
  /** Where somebody begins: with what waits for him, else with what is open. */
  const firstList = (all: readonly One[]): 'mine' | 'open' => (all.some(isMine) ? 'mine' : 'open')
  return { isMine, inList, firstList }
}
