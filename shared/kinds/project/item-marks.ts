import type { Mark } from '../marks.ts'
import type { Item } from './item.ts'

const NONE: readonly Mark[] = []
const IMPOSSIBLE: readonly Mark[] = ['impossibleTime']
const IRREGULAR: readonly Mark[] = ['irregular']
const BOTH: readonly Mark[] = ['impossibleTime', 'irregular']

/** What was noticed about one item of a plan. */
export function marksOfItem({ impossible, life }: Item): readonly Mark[] {
  if (impossible) return life.irregular ? BOTH : IMPOSSIBLE
  return life.irregular ? IRREGULAR : NONE
}
