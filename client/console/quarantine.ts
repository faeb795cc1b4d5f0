import type { Difference } from '../../shared/mapping/drift.ts'
import type { DocumentChange, Proposal } from '../../shared/mapping/proposals.ts'
import type { Traced } from '../../shared/mapping/trace.ts'
import type { Column } from '../../shared/kinds/kind.ts'
import type { Value } from '../../shared/model/value.ts'
import type { QuarantineGroup } from '../../shared/sync/quarantine.ts'
import { textIn, type Language } from '../language/say.ts'
import type { QuarantineWords } from '../language/quarantine.ts'
import { filled } from '../language/words.ts'
import { ownName, shownIn, valueText as writtenText, type ToldIn } from './field-text.ts'

/** What a line of a record is marked for. */
export type Mark = 'fault' | 'new' | 'retyped'

/** One line of a record as it is written out. */
export interface RawLine {
  readonly text: string
  readonly mark: Mark | null
}

/** What is said of places in a record. */
export interface Marked {
  readonly targets: readonly Traced[]
  readonly differences: readonly Difference[]
}

const MOST_LINES = 400
const STEP = '  '

/** A record line by line, with what is wrong in it marked. */
export function rawLines(record: Value, { targets, differences }: Marked): readonly RawLine[] {
  const marks = new Map<string, Mark>()
  for (const { type, path } of differences) if (type !== 'missing') marks.set(path, type)
  for (const { paths, fault } of targets)
    if (fault !== null) for (const path of paths) marks.set(path, 'fault')
  const lines: RawLine[] = []
  write({ value: record, path: '', before: '', after: '', depth: 0 }, marks, lines)
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), { text: '…', mark: null }]
}

interface Place {
  readonly value: Value
  readonly path: string
  readonly before: string
  readonly after: string
  readonly depth: number
}

function write(
  { value, path, before, after, depth }: Place,
  marks: ReadonlyMap<string, Mark>,
  lines: RawLine[],
): void {
  const indent = STEP.repeat(depth)
  const mark = marks.get(path) ?? null
  const inside = insideOf(value, path)
  if (inside === null || inside.length === 0)
    return void lines.push({ text: `${indent}${before}${JSON.stringify(value)}${after}`, mark })
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  lines.push({ text: `${indent}${before}${open}`, mark })
  inside.forEach((each, i) => {
    const last = i === inside.length - 1
    write({ ...each, after: last ? '' : ',', depth: depth + 1 }, marks, lines)
  })
  lines.push({ text: `${indent}${close}${after}`, mark: null })
}

type Inside = Pick<Place, 'value' | 'path' | 'before'>

function insideOf(value: Value, path: string): readonly Inside[] | null {
  if (typeof value !== 'object' || value === null) return null
  if (Array.isArray(value))
    return (value as readonly Value[]).map((each, i) => ({ value: each, path: `${path}[${i}]`, before: '' }))
  return Object.entries(value as { readonly [name: string]: Value }).map(([name, each]) => ({
    ...{ value: each, before: `${JSON.stringify(name)}: ` },
    path: path === '' ? name : `${path}.${name}`,
  }))
}

/** Those that are wrong first, then those that found something, then the rest; in the order of the mapping. */
export function targetsInOrder(targets: readonly Traced[]): readonly Traced[] {
  const rank = ({ fault, value }: Traced) => (fault !== null ? 0 : value !== null && value !== '' ? 1 : 2)
  return targets
    .map((target, i) => ({ target, i }))
    .sort((a, b) => rank(a.target) - rank(b.target) || a.i - b.i)
    .map(({ target }) => target)
}

/** Of fields that are columns of their kind. */
type Columns = { readonly [target: string]: Column }

export function targetName(
  target: string,
  columns: Columns,
  language: Language,
  words: QuarantineWords,
): string {
  const column = columns[target]
  const own = ownName(target)
  return column === undefined ? (words.heads[own] ?? own) : textIn(language, column.title)
}

/** Its first words in the reader's language, the value as it was quoted. */
export function reasonText(reason: string, { reasons }: QuarantineWords): string {
  const end = reason.indexOf(': ')
  const head = end === -1 ? reason : reason.slice(0, end)
  return (reasons[head] ?? head) + (end === -1 ? '' : reason.slice(end))
}

const LONGEST = 120

/** A value in one short line. */
export function valueText(value: Value, nothing: string): string {
  if (value === null || value === '') return nothing
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

interface MadeIn extends ToldIn {
  readonly columns: Columns
  readonly nothing: string
}

/** What a target became, as people write it. */
export function madeText({ target, as, value }: Traced, { columns, nothing, ...told }: MadeIn): string {
  if (value === null || value === '') return nothing
  const column = columns[target]
  if (as === 'duration' && column === undefined && typeof value === 'number') return `${value} ms`
  return writtenText(value, shownIn(target, column, as === 'instant'), told)
}

export function proposalText({ type, about }: Proposal, { proposed, words }: QuarantineWords): string {
  const said = about.split(' = ').map(part => words[part] ?? part)
  return filled(proposed[type], { about: said.join(' = ') })
}

/** Before and after in short lines; of a table only what is another. */
export function changeText({ before, after }: DocumentChange, words: QuarantineWords) {
  const [was, is] = isTable(before) && isTable(after) ? onlyOther(before, after) : [before, after]
  return {
    before: valueText(was, words.nothing),
    after: after === null ? words.removed : valueText(is, words.nothing),
  }
}

type Table = { readonly [name: string]: Value }
const isTable = (value: Value): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function onlyOther(before: Table, after: Table): readonly [Value, Value] {
  const names = Object.keys({ ...before, ...after }).filter(
    name => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  const of = (table: Table): Value => {
    const some = names.flatMap(name => (name in table ? [[name, table[name]!] as const] : []))
    return some.length === 0 ? null : Object.fromEntries(some)
  }
  return [of(before), of(after)]
}

/** A group by its feed and its cause. */
export const groupKey = ({ feed, id }: { readonly feed: string; readonly id: string }): string =>
  `${feed}/${id}`

/** What was chosen on the desk: in the address, so that it can be told to somebody else. */
export interface Chosen {
  readonly feed: string
  readonly group: string
  readonly entry: string
  readonly drift: string
  readonly settled: '' | 'discarded'
}

const oneOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const chosenIn = (query: { readonly [name: string]: unknown }): Chosen => ({
  feed: oneOf(query['feed']),
  group: oneOf(query['group']),
  entry: /^\d{1,15}$/.test(oneOf(query['entry'])) ? oneOf(query['entry']) : '',
  drift: oneOf(query['drift']),
  settled: query['settled'] === 'discarded' ? 'discarded' : '',
})

type Opened = Pick<QuarantineGroup, 'feed' | 'id' | 'newest'>

/** A group with its newest record as it is now: what comes to it later takes nobody away from what he is reading or writing. */
export const openedAt = (group: Opened): Pick<Chosen, 'group' | 'entry' | 'drift'> => ({
  ...{ group: groupKey(group), entry: String(group.newest), drift: '' },
})

/** Only what is chosen stands in it. */
export const queryOf = (chosen: Chosen): { readonly [name: string]: string } =>
  Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== ''))
