import type { Aggregate, MetricDocument } from '../model/documents.ts'

/** The columns a metric looks at. Of rows that agree in them it says the same. */
export function columnsRead({ where, aggregate, by, window }: MetricDocument): string[] {
  const columns = [...where.map(([field]) => field), ...columnsAdded(aggregate), ...by]
  return [...new Set(window.type === 'now' ? columns : [...columns, window.field])]
}

function columnsAdded(aggregate: Aggregate): string[] {
  switch (aggregate.type) {
    case 'count':
      return []
    case 'ratio':
      return aggregate.of.map(([field]) => field)
    case 'sum':
    case 'mean':
    case 'percentile':
      return [aggregate.field]
    case 'filled':
      return ['kind', ...Object.values(aggregate.fields).flat()]
    case 'share':
      return [aggregate.field, aggregate.over]
    case 'last':
      return ['event', ...aggregate.columns]
    case 'list':
      return [...aggregate.sort.map(([field]) => field), ...aggregate.columns]
  }
}
