import type { Fields } from '../../../shared/model/value.ts'
import type { FeedBoard } from '../../../shared/sync/feedboard.ts'
import type { DocumentsStanding } from '../../../shared/sync/publications.ts'
import { feedsOf, watchedBy } from './alert/alert-model.ts'
import { fieldsAt, wordAt } from './members.ts'
import { kindsOf } from './metric-model.ts'

/** Whether a number, or what a rule watches, is told by a feed whose upstream is pretended: then it says so. */
export function pretendedBy(
  { feed: feeds, metric: metrics }: Pick<DocumentsStanding['families'], 'feed' | 'metric'>,
  board: FeedBoard | null,
): (document: Fields) => boolean {
  const pretended = new Set(board?.feeds.filter(({ simulated }) => simulated).map(({ id }) => id))
  const kinds = new Set(feeds.filter(({ id }) => pretended.has(id)).flatMap(each => each.kinds))
  const isOfKind = (named: readonly string[]) => named.some(kind => kinds.has(kind))
  return document => {
    const over = fieldsAt(document, 'over')
    if (watchedBy(document) === 'feeds') {
      const named = feedsOf(over)
      return named === 'all' ? pretended.size > 0 : named.some(id => pretended.has(id))
    }
    const metric = metrics.find(({ id }) => id === wordAt(over, 'metric'))
    return isOfKind(kindsOf(document)) || isOfKind(metric?.kinds ?? [])
  }
}
