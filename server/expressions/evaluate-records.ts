/**
 * Evaluates expressions in a process of its own, with little memory and no rights: one that does not end, or that takes all there is,
 * ends only this process (T-EXPR-02). Takes lines of JSON on stdin, `{"texts": […]}` for what follows and `{"record": …}`; says one
 * line when it is ready, and one for each record, in their order.
 */
import { writeSync } from 'node:fs'
import { createEvaluation } from './evaluation.ts'
import { lineReader } from './lines.ts'

type Line = { readonly texts: readonly string[] } | { readonly record: unknown }

function say(line: unknown): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`)
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest))
}

// Nothing in here makes a pattern of JavaScript from a text; should something try, it is an error and no attack (T-REDOS-01).
Reflect.deleteProperty(globalThis, 'RegExp')

const evaluate = createEvaluation()
// What is loaded by the first of all must not be counted to a record.
evaluate(['record.a.matches("b")'], { a: 'b' })
let texts: readonly string[] = []
process.stdin.setEncoding('utf8').on(
  'data',
  lineReader(line => {
    const said = JSON.parse(line) as Line
    if ('texts' in said) texts = said.texts
    else say(evaluate(texts, said.record))
  }),
)
say({ ready: true })
