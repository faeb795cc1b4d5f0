import type { Fields, Value } from '../../../shared/model/value.ts'

const WIDEST = 90
const INDENT = '  '

/** As a person reads it: what holds nothing but plain values stands on one line where it fits, everything else by lines. */
export const written = (document: Fields): string => lineBy('', document, true)

export const linesOf = (document: Fields | null): readonly string[] =>
  document === null ? [] : written(document).split('\n')

function lineBy(indent: string, value: Value, isWhole = false): string {
  if (isPlain(value)) return JSON.stringify(value)
  const isList = Array.isArray(value)
  const members = Object.entries(value as Fields)
  const [open, close, blank] = isList ? ['[', ']', ''] : ['{', '}', ' ']
  if (members.length === 0) return open + close
  const all = (within: string) =>
    members.map(([name, each]) => (isList ? '' : `${JSON.stringify(name)}: `) + lineBy(within, each))
  const short = () => open + blank + all('').join(', ') + blank + close
  const isShort = !isWhole && (isList ? isTuple(value) : members.every(([, each]) => isPlain(each)))
  if (isShort && indent.length + short().length <= WIDEST) return short()
  const within = indent + INDENT
  const lines = all(within).map(line => within + line)
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`
}

/** A list of plain values, or one that begins with a plain one: a condition stands on a line of its own. */
const isTuple = ([first, ...others]: readonly Value[]): boolean =>
  isPlain(first ?? null) &&
  others.every(each => isPlain(each) || (Array.isArray(each) && (each as Value[]).every(isPlain)))

const isPlain = (value: Value): boolean => typeof value !== 'object' || value === null

const isFields = (value: Value | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether two say the same, in whatever order their members stand. */
export function saysSame(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, i) => saysSame(each as Value, b[i] as Value))
  if (!isFields(a) || !isFields(b)) return a === b
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.prototype.hasOwnProperty.call(b, name) && saysSame(a[name], b[name]))
  )
}

/** The same with its members in the order of another one, so that a comparison by lines shows what is said otherwise, and no more. */
export function inOrderOf(like: Value | undefined, value: Value): Value {
  if (Array.isArray(value))
    return value.map((each, i) =>
      inOrderOf(Array.isArray(like) ? (like[i] as Value) : undefined, each as Value),
    )
  if (!isFields(value)) return value
  const order = isFields(like) ? Object.keys(like) : []
  const known = order.filter(name => Object.prototype.hasOwnProperty.call(value, name))
  const names = new Set([...known, ...Object.keys(value)])
  return Object.fromEntries(
    [...names].map(name => [name, inOrderOf(isFields(like) ? like[name] : undefined, value[name] as Value)]),
  )
}
