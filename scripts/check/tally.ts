import { Type, type Static } from 'typebox'
import { Parse } from 'typebox/schema'
import type { Spent } from './shares.ts'

/** What one suite, or one static check, came to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What a vitest run came to, and what each of its failures says. */
export interface RunTally extends Tally {
  readonly failures: readonly string[]
  readonly spent: readonly Spent[]
}

const Report = Type.Object({
  numPassedTests: Type.Integer(),
  numPendingTests: Type.Integer(),
  numTodoTests: Type.Integer(),
  testResults: Type.Array(
    Type.Object({
      name: Type.String(),
      status: Type.String(),
      message: Type.String(),
      startTime: Type.Number(),
      endTime: Type.Number(),
      assertionResults: Type.Array(
        Type.Object({
          status: Type.String(),
          fullName: Type.String(),
          failureMessages: Type.Array(Type.String()),
        }),
      ),
    }),
  ),
})

type FileReport = Static<typeof Report>['testResults'][number]

const parse = (json: string): Static<typeof Report> | null => {
  try {
    return Parse(Report, JSON.parse(json))
  } catch {
    return null
  }
}

/** So many lines of a failure say enough; a difference between two pages could go on for hundreds. */
const LINES = 8

/** What a failure says before it tells where it stands in the code. */
const saying = (text = ''): string => {
  const lines = text.split('\n')
  const stack = lines.findIndex(line => /^\s+at /.test(line))
  return lines.slice(0, stack === -1 ? LINES : Math.min(stack, LINES)).join('\n  ')
}

/** A file that could not even be loaded has no test of its own to fail. */
const failuresOf = ({ name, status, message, assertionResults }: FileReport): readonly string[] => {
  const failed = assertionResults.filter(each => each.status === 'failed')
  if (status === 'failed' && failed.length === 0) return [`${name}: ${saying(message)}`]
  return failed.map(test => `${test.fullName}: ${saying(test.failureMessages[0])}`)
}

/**
 * Counts the tests of one vitest run from its JSON report. A run that ends badly counts at least one failure, also when
 * no test failed (an error outside of any test) or when there is no report to read.
 */
export const tallyOf = (json: string | null, exitCode: number): RunTally => {
  const report = json === null ? null : parse(json)
  if (report === null) return { passed: 0, failed: 1, skipped: 0, failures: ['it left no report'], spent: [] }
  const named = report.testResults.flatMap(failuresOf)
  const failures = named.length === 0 && exitCode !== 0 ? [`it ended with ${exitCode}`] : named
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    spent: report.testResults.map(({ name, startTime, endTime }) => ({
      ...{ file: name, milliseconds: Math.max(0, endTime - startTime) },
    })),
  }
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, each) => total + each.passed, 0),
  failed: tallies.reduce((total, each) => total + each.failed, 0),
  skipped: tallies.reduce((total, each) => total + each.skipped, 0),
})
