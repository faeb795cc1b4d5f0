import type { MapRecord } from '../../shared/mapping/context.ts'
import type { Computed } from '../../shared/mapping/expressions.ts'
import type { Evaluate } from '../expressions/evaluator.ts'

const NOTHING: readonly Computed[] = []

/**
 * What the expressions of a mapping make of records, in their order, before they are mapped; most mappings have none, and wait for
 * nothing. `line`: who waits for each other: what is tried by hand must not hold up its feed.
 */
export const computedOf = async (
  evaluate: Evaluate,
  line: string,
  { expressions = [] }: Pick<MapRecord, 'expressions'>,
  records: readonly unknown[],
): Promise<readonly Computed[]> =>
  expressions.length === 0 || records.length === 0 ? NOTHING : evaluate(line, expressions, records)
