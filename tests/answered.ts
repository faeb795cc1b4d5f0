import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/command.ts'

/** A line of a list in docs/ that answers by rules. */
export interface Answered {
  readonly id: string
  readonly answer: string
}

/** The rows of a list whose first column is such an id. */
export const answeredIn = (file: string, isId: (text: string) => boolean): readonly Answered[] =>
  readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .flatMap(line => {
      const [, id, answer] = /^\| (\S+) +\|[^|]*\| (.*?) +\|$/.exec(line) ?? []
      return id === undefined || answer === undefined || !isId(id) ? [] : [{ id, answer }]
    })

const rules = new Set(
  globSync('{shared,server,client,scripts,tests,mock-data}/**/SPEC.md', { cwd: ROOT }).flatMap(file =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^\s*- \[([A-Z]{1,4}\d+)\]/gm)].map(
      found => found[1],
    ),
  ),
)

/** Rules before OPEN that an answer names; those of them that are none. What stands behind OPEN is being built. */
export function rulesOf(answer: string): {
  readonly named: readonly string[]
  readonly unknown: readonly string[]
} {
  const [told = ''] = answer.split('OPEN')
  const named: readonly string[] = told.match(/\b[A-Z]{2,4}\d+\b/g) ?? []
  return { named, unknown: named.filter(rule => !rules.has(rule)) }
}
