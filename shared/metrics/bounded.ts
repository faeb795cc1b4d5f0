import type { Kind } from '../kinds/kind.ts'
import type { Bucket, MetricDocument, Window } from '../model/documents.ts'
import { DAY, HOUR, MINUTE } from '../calendar/civil.ts'
import { KEPT } from '../rollups/kept.ts'
import { isRolled, MINUTES } from '../rollups/rows.ts'
import { columnsOf } from './column-faults.ts'
import { kindsOf } from './kinds-of.ts'

/** What a window cannot do with what is counted. */
export function boundFaults(document: MetricDocument, kinds: readonly Kind[]): string[] {
  const rolled = isRolled(document.over) ? rolledFaults(document) : []
  if (rolled.length > 0) return rolled
  const { aggregate, window } = document
  if (aggregate.type === 'list' || aggregate.type === 'last') return listFaults(document, kinds)
  const isSum = aggregate.type === 'count' || aggregate.type === 'sum'
  return window.type === 'change' && !isSum ? [NO_SUM] : []
}
const NO_SUM = '/window: what changes is a count or a sum'

/** A list keeps every row it could show: over all time that is every record there ever was, unless few fulfil it. */
function listFaults(document: MetricDocument, kinds: readonly Kind[]): string[] {
  const { window } = document
  if (window.type === 'change') return [NO_SUM]
  if (window.type === 'rolling') return ['/window: a list cannot roll; look at the day instead']
  const brief = window.type === 'day' || (window.type === 'series' && window.bucket !== 'month')
  if (brief) return []
  return kindsOf(document)
    .filter(
      id =>
        !isBounded(
          document,
          kinds.find(kind => kind.id === id),
        ),
    )
    .map(id => `/window: a list of ${id} needs a day, or a condition that few fulfil at a time (open = true)`)
}

const SPANS: { readonly [bucket in Bucket]: number } = {
  minute: MINUTE,
  quarter: 15 * MINUTE,
  hour: HOUR,
  day: DAY,
  month: 31 * DAY,
}

/** What is pruned cannot be counted anew, and would stay in a number for ever. */
function rolledFaults({ over, window }: MetricDocument): string[] {
  const kept = over === MINUTES ? KEPT.device.minutes : KEPT.device.hours
  if (spanOf(window) <= kept) return []
  return [`/window: ${over} are kept for ${kept / DAY} days; it must not look further back`]
}

function spanOf(window: Window): number {
  switch (window.type) {
    case 'now':
      return Infinity
    case 'rolling':
      return window.minutes * MINUTE
    case 'change':
      return (2 * window.days + 1) * DAY
    case 'series':
      return window.keep * SPANS[window.bucket]
    case 'day':
      return DAY
    case 'month':
      return SPANS.month
    case 'year':
      return 366 * DAY
  }
}

function isBounded(document: MetricDocument, kind: Kind | undefined): boolean {
  return kind !== undefined && (kind.bounded === true || asksForFew(document, kind))
}

/** Whether it counts only what fulfils a flag that is true of few things at a time. */
function asksForFew({ over, where }: MetricDocument, kind: Kind): boolean {
  const few = (columnsOf(kind, over) ?? [])
    .filter(column => column.bounded === true)
    .map(column => column.name)
  return where.some(([name, op, wanted]) => op === '=' && wanted === true && few.includes(name))
}

/** The same of every kind that it counts: its records can be found without looking at all there ever were. */
export const countsFew = (document: MetricDocument, kinds: readonly Kind[]): boolean =>
  kindsOf(document).every(id => kinds.some(kind => kind.id === id && asksForFew(document, kind)))
