import { createRequire } from 'node:module'
import type { Environment, ParseResult } from '@marcbachmann/cel-js'
import { faultOfTree } from './grammar.ts'
import { createPatterns } from './linear-patterns.ts'

const require = createRequire(import.meta.url)

/** Beside the length that a document allows (shared/mapping/workbench.ts). */
const LIMITS = {
  maxAstNodes: 300,
  maxDepth: 24,
  maxListElements: 100,
  maxMapEntries: 50,
  maxCallArguments: 4,
}

/**
 * What the library has under these names cannot be replaced, only passed by: its `matches` runs the patterns of JavaScript, which may take
 * for ever, its `int` makes 0 of a text without any digit (A9: missing is never 0), and its `double` reads what only a programmer writes.
 */
const RENAMED = { matches: 'matchesLinear', int: 'intStrict', double: 'doubleStrict' } as const

export type ReadExpression =
  | { readonly ok: true; readonly evaluate: (record: unknown) => unknown }
  | { readonly ok: false; readonly fault: string }

/** The language of expressions, as far as a mapping may use it: CEL that sees one record, and a few functions. */
export interface Language {
  readonly read: (text: string) => ReadExpression
}

/** Its package is loaded once there is an expression: most cities have none. */
export function createLanguage(): Language {
  const patterns = createPatterns()
  let environment: Environment | null = null
  return {
    read(text) {
      environment ??= openEnvironment(patterns)
      try {
        return readIn(environment, text, patterns.faultIn)
      } catch (error) {
        return { ok: false, fault: saidOf(error) }
      }
    },
  }
}

function openEnvironment({ matches, find }: ReturnType<typeof createPatterns>): Environment {
  const { Environment: Opened } = require('@marcbachmann/cel-js') as typeof import('@marcbachmann/cel-js')
  const environment = new Opened({ enableOptionalTypes: true, limits: LIMITS })
  environment.registerVariable('record', 'map<string, dyn>')
  for (const [signature, call] of Object.entries({
    [`string.${RENAMED.matches}(string): bool`]: matches,
    'string.find(string): string': find,
    'string.replace(string, string): string': (text: string, old: string, by: string) =>
      text.replaceAll(old, () => by),
    [`${RENAMED.int}(string): int`]: wholeOf,
    [`${RENAMED.int}(int): int`]: (value: bigint) => value,
    [`${RENAMED.int}(double): int`]: (value: number) => BigInt(Math.trunc(value)),
    [`${RENAMED.double}(string): double`]: numberOf,
    [`${RENAMED.double}(int): double`]: Number,
    [`${RENAMED.double}(double): double`]: (value: number) => value,
  }))
    environment.registerFunction(signature, call, { async: false })
  return environment
}

const WHOLE = /^[+-]?\d{1,18}$/
const NUMBER = /^[+-]?\d{1,30}(\.\d{0,30})?$/

function wholeOf(text: string): bigint {
  if (WHOLE.test(text)) return BigInt(text.replace('+', ''))
  throw new Error(`int() cannot make a whole number of “${text.slice(0, 40)}”`)
}

function numberOf(text: string): number {
  if (NUMBER.test(text)) return Number(text)
  throw new Error(`double() cannot make a number of “${text.slice(0, 40)}”`)
}

function readIn(
  environment: Environment,
  text: string,
  faultOfPattern: (pattern: string) => string | null,
): ReadExpression {
  const parsed = environment.parse(text)
  const fault = faultOfTree(parsed.ast, { faultOfPattern, renamed: RENAMED })
  if (fault !== null) return { ok: false, fault }
  const said = faultOfType(parsed)
  return said === null
    ? { ok: true, evaluate: record => parsed({ record }) as unknown }
    : { ok: false, fault: said }
}

/** What a mapping can read. */
const VALUES = /^(dyn|string|int|double|bool|null|list|map)\b/

function faultOfType(parsed: ParseResult): string | null {
  const { valid, type = '', error } = parsed.check()
  if (!valid) return saidOf(error)
  if (type.startsWith('optional')) return 'it may give nothing: say with .orValue(…) what is to be then'
  return VALUES.test(type) ? null : `it gives a ${type}, which is no value of a record`
}

interface Said {
  readonly summary?: string
  readonly message?: string
  readonly range?: { readonly start: number }
}

/** With the place, which counts from 1. */
export function saidOf(error: unknown): string {
  const { summary, message, range } = error as Said
  const said = Object.entries(RENAMED).reduce(
    (text, [name, ours]) => text.replaceAll(ours, name),
    summary ?? message ?? String(error),
  )
  return range === undefined ? said : `${said} (at sign ${range.start + 1})`
}
