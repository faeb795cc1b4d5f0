import { seconds } from '../command.ts'
import { sharesOf, type Spent } from './shares.ts'
import { sum, type Tally } from './tally.ts'

export interface Result extends Tally {
  readonly name: string
  readonly milliseconds: number
  /** Each failure in a line. */
  readonly failures: readonly string[]
  /** Of a suite: how long each of its files took. */
  readonly spent?: readonly Spent[]
}

const HEADINGS = ['', 'time', 'passed', 'failed', 'skipped']

const row = ({ name, milliseconds, passed, failed, skipped }: Result): string[] => [
  failed > 0 ? `${name} FAILED` : name,
  seconds(milliseconds),
  ...[passed, failed, skipped].map(String),
]

const aligned = (rows: readonly string[][]): string[] => {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map(cells => cells[column]?.length ?? 0)))
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
  return rows.map(cells => cells.map(pad).join('  '))
}

const saidBy = ({ name, failures }: Result): string[] => failures.map(failure => `${name}: ${failure}`)

/** The table of all results and what failed; its last line is exactly `N passed, N failed`. */
export const reportOf = (results: readonly Result[]): string[] => {
  const { passed, failed } = sum(results)
  const failures = results.flatMap(saidBy)
  const said = failures.length > 0 ? ['', ...failures] : []
  const shares = sharesOf(results.flatMap(({ spent = [] }) => spent))
  return [
    ...aligned([HEADINGS, ...results.map(row)]),
    ...(shares.length > 0 ? ['', ...shares] : []),
    ...said,
    '',
    `${passed} passed, ${failed} failed`,
  ]
}
