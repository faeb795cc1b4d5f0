import type { Fields, Value } from '../../../shared/model/value.ts'

/** What keeps a text from being a document, in stable words. */
export type SourceCode = 'ends' | 'unexpected' | 'text' | 'twice' | 'deep' | 'noObject'

export interface SourceFault {
  /** From 1. */
  readonly line: number
  readonly code: SourceCode
  /** What stands there. */
  readonly text: string
}

/** The line on which each member begins, by its JSON pointer; '' is the document. */
export type Lines = ReadonlyMap<string, number>

export type ReadSource =
  | { readonly ok: true; readonly document: Fields; readonly lines: Lines }
  | { readonly ok: false; readonly fault: SourceFault }

const DEEPEST = 40
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const TEXT = /"(?:[^"\\\n]|\\.)*"/y
const WORDS: readonly (readonly [string, Value])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class Unread extends Error {
  readonly fault: SourceFault
  constructor(fault: SourceFault) {
    super(fault.code)
    this.fault = fault
  }
}

/** JSON, and where in the text each member stands: what is wrong is said by line, and a name that stands twice loses nothing unseen. */
export function readSource(text: string): ReadSource {
  const lines = new Map<string, number>()
  try {
    const document = reading(text, lines)
    if (typeof document === 'object' && document !== null && !Array.isArray(document))
      return { ok: true, document: document as Fields, lines }
    return { ok: false, fault: { line: 1, code: 'noObject', text: '' } }
  } catch (error) {
    if (error instanceof Unread) return { ok: false, fault: error.fault }
    throw error
  }
}

interface Cursor {
  readonly text: string
  at: number
  line: number
  readonly lines: Map<string, number>
}

function reading(text: string, lines: Map<string, number>): Value {
  const cursor: Cursor = { text, at: 0, line: 1, lines }
  const value = valueAt(cursor, '', 0)
  skip(cursor)
  if (cursor.at < text.length) throw unread(cursor, 'unexpected')
  return value
}

function unread({ text, at, line }: Cursor, code: SourceCode): Unread {
  if (code === 'unexpected' && at >= text.length) return new Unread({ line, code: 'ends', text: '' })
  return new Unread({ line, code, text: text.slice(at, at + 20).split('\n')[0] ?? '' })
}

function skip(cursor: Cursor): void {
  for (;;) {
    const sign = cursor.text[cursor.at]
    if (sign === '\n') cursor.line++
    else if (sign !== ' ' && sign !== '\t' && sign !== '\r') return
    cursor.at++
  }
}

function valueAt(cursor: Cursor, pointer: string, depth: number): Value {
  skip(cursor)
  cursor.lines.set(pointer, cursor.line)
  if (depth > DEEPEST) throw unread(cursor, 'deep')
  const sign = cursor.text[cursor.at]
  if (sign === '{') return objectAt(cursor, pointer, depth)
  if (sign === '[') return listAt(cursor, pointer, depth)
  return sign === '"' ? textAt(cursor) : plainAt(cursor)
}

function objectAt(cursor: Cursor, pointer: string, depth: number): Fields {
  const members = new Map<string, Value>()
  eachOf(cursor, '}', () => {
    skip(cursor)
    const from = cursor.at
    const name = textAt(cursor)
    if (members.has(name)) throw unread({ ...cursor, at: from }, 'twice')
    expect(cursor, ':')
    members.set(name, valueAt(cursor, `${pointer}/${escaped(name)}`, depth + 1))
  })
  return Object.fromEntries(members)
}

function listAt(cursor: Cursor, pointer: string, depth: number): Value[] {
  const values: Value[] = []
  eachOf(cursor, ']', () => {
    values.push(valueAt(cursor, `${pointer}/${values.length}`, depth + 1))
  })
  return values
}

/** What stands between a bracket and its end, by commas. */
function eachOf(cursor: Cursor, end: string, read: () => void): void {
  cursor.at++
  skip(cursor)
  if (cursor.text[cursor.at] === end) {
    cursor.at++
    return
  }
  for (;;) {
    read()
    skip(cursor)
    const sign = cursor.text[cursor.at]
    if (sign !== ',' && sign !== end) throw unread(cursor, 'unexpected')
    cursor.at++
    if (sign === end) return
  }
}

function expect(cursor: Cursor, sign: string): void {
  skip(cursor)
  if (cursor.text[cursor.at] !== sign) throw unread(cursor, 'unexpected')
  cursor.at++
}

function matched(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at
  return pattern.exec(cursor.text)?.[0] ?? null
}

function textAt(cursor: Cursor): string {
  if (cursor.text[cursor.at] !== '"') throw unread(cursor, 'unexpected')
  const found = matched(cursor, TEXT)
  if (found === null) throw unread(cursor, 'text')
  try {
    const text = JSON.parse(found) as string
    cursor.at += found.length
    return text
  } catch {
    throw unread(cursor, 'text')
  }
}

function plainAt(cursor: Cursor): Value {
  const word = WORDS.find(([name]) => cursor.text.startsWith(name, cursor.at))
  if (word !== undefined) {
    cursor.at += word[0].length
    return word[1]
  }
  const number = matched(cursor, NUMBER)
  if (number === null) throw unread(cursor, 'unexpected')
  cursor.at += number.length
  return Number(number)
}

const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1')

/** The line of the member that a fault names, or of the nearest one around it. */
export function lineOf(lines: Lines, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = lines.get(at)
    if (line !== undefined) return line
  }
  return lines.get('') ?? 1
}

/** `/where/0/1: must be …`: where, and what; a fault without a place is of the whole. */
export function placed(fault: string): { readonly pointer: string; readonly sentence: string } {
  const [, pointer, sentence] = /^(\/[^:\s]*):\s*([\s\S]+)$/.exec(fault) ?? []
  if (pointer === undefined || sentence === undefined) return { pointer: '', sentence: fault }
  return { pointer: pointer === '/' ? '' : pointer, sentence }
}
