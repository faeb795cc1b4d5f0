import ts from 'typescript'
import { rowsNamed } from './rows-named.ts'

/** A test whose title names rules, and whether it would really run. */
export interface Title {
  readonly ids: readonly string[]
  /** Whole, as far as it is written out. */
  readonly text: string
  /** Rows of the city's description that it names. */
  readonly rows: readonly string[]
  readonly at: string
  readonly runs: boolean
}

const IDS = /^(?:\[[A-Za-z][\w-]*\d\w*\]\s*)+/
const NEVER_RUNS = new Set(['skip', 'todo'])

const idsOf = (title: string): string[] => IDS.exec(title)?.[0].match(/[\w-]+/g) ?? []

/** The names in `a.b.c` or in `test.each(rows)`, from the outside in: ['each', 'test']. */
const namesOf = (callee: ts.Expression): string[] => {
  if (ts.isIdentifier(callee)) return [callee.text]
  if (ts.isPropertyAccessExpression(callee)) return [callee.name.text, ...namesOf(callee.expression)]
  return ts.isCallExpression(callee) ? namesOf(callee.expression) : []
}

const textOf = (argument: ts.Expression | undefined): string => {
  if (argument === undefined) return ''
  if (ts.isStringLiteralLike(argument)) return argument.text
  return ts.isTemplateExpression(argument) ? argument.head.text : ''
}

/**
 * Every call in a test file whose first argument is a text that starts with rule ids. Read from the syntax tree, so
 * that a title inside a comment or inside the text of another test is none. `describe` only groups: it proves nothing.
 */
export const titlesOf = (path: string, source: string): Title[] => {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest)
  const titles: Title[] = []
  const visit = (node: ts.Node, runs: boolean) => {
    const names = ts.isCallExpression(node) ? namesOf(node.expression) : []
    const stillRuns = runs && !names.some(name => NEVER_RUNS.has(name))
    if (ts.isCallExpression(node) && !names.includes('describe')) {
      const text = textOf(node.arguments[0])
      const ids = idsOf(text)
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
      const rows = rowsNamed(node, text, file)
      if (ids.length > 0) titles.push({ ids, text, rows, at: `${path}:${line}`, runs: stillRuns })
    }
    ts.forEachChild(node, child => visit(child, stillRuns))
  }
  visit(file, true)
  return titles
}
