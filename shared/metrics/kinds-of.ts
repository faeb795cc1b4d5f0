import type { MetricDocument } from '../model/documents.ts'

/** The kinds a metric counts. */
export const kindsOf = ({ kind }: MetricDocument): readonly string[] =>
  typeof kind === 'string' ? [kind] : kind
