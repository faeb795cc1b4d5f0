import type { Row } from './benchmark.ts'
import { figure, goalText, isMet, ratioText } from './figures.ts'

/** What one benchmark told, as it stands in bench/README.md. */
export interface Told {
  readonly name: string
  readonly title: string
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

const HEAD = ['| what | ours | beside | ratio | goal | |', '| --- | --- | --- | --- | --- | --- |']

export function tableOf({ rows, notes }: Told): string {
  const table = rows.length === 0 ? [] : [...HEAD, ...rows.map(lineOf)]
  return [...table, ...(notes.length > 0 ? [''] : []), ...notes.map(note => `- ${note}`)].join('\n')
}

function lineOf(row: Row): string {
  const { what, ours, unit, beside, goal } = row
  const met = isMet(row)
  const other = beside === undefined ? '' : `${beside.what}: ${figure(beside.values, unit)}`
  const verdict = met === null ? '' : met ? '✓' : '✗'
  return `| ${[what, figure(ours, unit), other, ratioText(row), goalText(goal, unit), verdict].join(' | ')} |`
}

const opening = (name: string) => `<!-- figures of ${name} -->`
const closing = (name: string) => `<!-- end of ${name} -->`

/** The page with a benchmark's figures in their place; throws when the page has no place for them. */
export function withFigures(page: string, told: Told, stamp: string): string {
  const start = page.indexOf(opening(told.name))
  const end = page.indexOf(closing(told.name))
  if (start === -1 || end < start)
    throw new Error(`bench/README.md has no lines "${opening(told.name)}" and "${closing(told.name)}"`)
  const head = page.slice(0, start + opening(told.name).length)
  return `${head}\n\n${stamp}\n\n${tableOf(told)}\n\n${page.slice(end)}`
}
