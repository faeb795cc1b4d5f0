import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'

/** What one suite, or one static check, came to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const Report = Type.Object({
  numPassedTests: Type.Integer(),
  numFailedTests: Type.Integer(),
  numPendingTests: Type.Integer(),
  numTodoTests: Type.Integer(),
  testResults: Type.Array(
    Type.Object({
      status: Type.String(),
      assertionResults: Type.Array(Type.Object({ status: Type.String() })),
    }),
  ),
})

const parse = (json: string): Static<typeof Report> | null => {
  try {
    return Value.Parse(Report, JSON.parse(json))
  } catch {
    return null
  }
}

/** A file that could not even be loaded has no test of its own to fail. */
const brokenFiles = ({ testResults }: Static<typeof Report>): number =>
  testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length

/**
 * Counts the tests of one vitest run from its JSON report. A run that ends badly counts at least one failure, also when
 * no test failed (an error outside of any test) or when there is no report to read.
 */
export const tallyOf = (json: string | null, exitCode: number): Tally => {
  const report = json === null ? null : parse(json)
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const failed = report.numFailedTests + brokenFiles(report)
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, each) => total + each.passed, 0),
  failed: tallies.reduce((total, each) => total + each.failed, 0),
  skipped: tallies.reduce((total, each) => total + each.skipped, 0),
})
