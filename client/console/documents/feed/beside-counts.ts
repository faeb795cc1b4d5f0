import { canonical } from '../../../../shared/model/digest.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import type { BesideCounts, FeedBeside } from '../../../../shared/sync/trial.ts'
import type { feedRunningWords } from '../../../language/feed-running.ts'

export interface CountRow {
  readonly name: keyof BesideCounts
  readonly title: string
  readonly count: number
}

const ORDER = ['same', 'differs', 'onlyBefore', 'onlyAfter', 'neither', 'passedOver'] as const
/** Said also where they are none: that nothing differs is what somebody wants to know. */
const ALWAYS: readonly (keyof BesideCounts)[] = ['same', 'differs', 'onlyBefore', 'onlyAfter']

/** What came in, by what both versions make of it; [] before anything came. */
export function countRows(
  counts: BesideCounts,
  words: Pick<ReturnType<typeof feedRunningWords>, 'counts'>,
): readonly CountRow[] {
  if (ORDER.every(name => counts[name] === 0)) return []
  return ORDER.filter(name => counts[name] > 0 || ALWAYS.includes(name)).map(name => ({
    ...{ name, title: words.counts[name], count: counts[name] },
  }))
}

/** Whether what runs makes other records than what is written now. */
export function isOlder({ document }: Pick<FeedBeside, 'document'>, now: Fields): boolean {
  const mapped = ({ mapping = null, kind = null, source = null }: Fields): string =>
    canonical({ mapping, kind, source })
  return mapped(document) !== mapped(now)
}
