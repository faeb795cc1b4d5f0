import { halfWidth } from './text/width.ts'

/** How a mapping says what the codes of a field are: its own table, a list that both share, or a document of codes. */
export type Coding =
  | { readonly type: 'table'; readonly table: { readonly [upstream: string]: string } }
  | { readonly type: 'list'; readonly list: readonly string[] }
  | { readonly type: 'named'; readonly name: string }

type Node = { readonly [step: string]: unknown }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Not what every object has. */
const has = (of: object, name: string): boolean => Object.prototype.hasOwnProperty.call(of, name)

const stepsOf = (target: string): readonly string[] => target.split('/')

/** Of the field at `fields/status`; null: no code is read there. */
export function codingAt(mapping: unknown, target: string): Coding | null {
  const spec = stepsOf(target).reduce<unknown>(
    (at, step) => (isNode(at) && has(at, step) ? at[step] : undefined),
    mapping,
  )
  if (!isNode(spec) || spec['as'] !== 'code') return null
  const { table, codes } = spec
  if (Array.isArray(table)) return { type: 'list', list: table as readonly string[] }
  if (isNode(table)) return { type: 'table', table: table as { readonly [upstream: string]: string } }
  return typeof codes === 'string' ? { type: 'named', name: codes } : null
}

/** Which code of ours a word is, read as the converter reads it; null: none. */
export function codeIn(
  word: string,
  coding: Coding,
  named: { readonly [table: string]: Node },
): string | null {
  const ways = [word, halfWidth(word)]
  if (coding.type === 'list') return ways.find(each => coding.list.includes(each)) ?? null
  const table = coding.type === 'table' ? coding.table : (named[coding.name] ?? {})
  const way = ways.find(each => has(table, each))
  return way === undefined ? null : String(table[way])
}

/** Whether a word is among the codes by now. */
export const isCoded = (word: string, coding: Coding, named: { readonly [table: string]: Node }): boolean =>
  codeIn(word, coding, named) !== null

/** The mapping with which the word is read as a code of ours; a list becomes a table where they are not the same. */
export function withCode(mapping: unknown, target: string, word: string, own: string): unknown {
  const coding = codingAt(mapping, target)
  if (coding === null || coding.type === 'named') return mapping
  return withAt(mapping, [...stepsOf(target), 'table'], codedTable(coding, word, own))
}

function codedTable(coding: Exclude<Coding, { readonly type: 'named' }>, word: string, own: string): unknown {
  if (coding.type === 'table') return { ...coding.table, [word]: own }
  if (word === own) return [...coding.list, word]
  return { ...Object.fromEntries(coding.list.map(each => [each, each])), [word]: own }
}

function withAt(value: unknown, [step, ...more]: readonly string[], after: unknown): unknown {
  if (step === undefined) return after
  const node = isNode(value) ? value : {}
  return { ...node, [step]: withAt(node[step], more, after) }
}
