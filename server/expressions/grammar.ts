/** A part of an expression as the library has read it. */
export interface Tree {
  readonly op: string
  /** Parts, or lists of parts, names and literals between them. */
  readonly args: unknown
  readonly pos: number
  readonly end: number
}

export interface Grammar {
  readonly faultOfPattern: (pattern: string) => string | null
  /** Functions and methods that are others than they are called. */
  readonly renamed: { readonly [name: string]: string }
}

const FUNCTIONS: ReadonlySet<string> = new Set(['bool', 'double', 'dyn', 'has', 'int', 'size', 'string'])
/** They give a name to a value, and may do so for each of many. */
const BINDING: ReadonlySet<string> = new Set(['all', 'bind', 'exists', 'exists_one', 'filter', 'map'])
const METHODS: ReadonlySet<string> = new Set([
  ...BINDING,
  ...['contains', 'endsWith', 'find', 'indexOf', 'join', 'lastIndexOf', 'lowerAscii', 'matches', 'replace'],
  ...['size', 'split', 'startsWith', 'substring', 'trim', 'upperAscii'],
  ...['hasValue', 'or', 'orValue', 'value'],
])
const WITH_PATTERN: ReadonlySet<string> = new Set(['matches', 'find'])
/** Rows of rows of rows are enough for any record, and each one more multiplies what an expression may take. */
const DEEPEST = 3

/**
 * What of the language a mapping may use: everything that is not named here is refused, whatever the library knows besides (bytes,
 * types, moments that look at this machine's clock). null: it may be used, and what is called otherwise has its own name now.
 */
export function faultOfTree(tree: Tree, grammar: Grammar): string | null {
  const names = new Set(['record', ...namesBoundIn(tree)])
  return faultIn(tree, 0, { ...grammar, names })
}

interface Looking extends Grammar {
  readonly names: ReadonlySet<string>
}

function faultIn(tree: Tree, depth: number, looking: Looking): string | null {
  const own = CHECKS[tree.op]?.(tree, looking) ?? null
  if (own !== null) return `${own} (at sign ${signOf(tree)})`
  const inner = isBinding(tree) ? depth + 1 : depth
  if (inner > DEEPEST) return `at most ${DEEPEST} of ${[...BINDING].join(', ')} stand inside of each other`
  for (const part of partsOf(tree)) {
    const fault = faultIn(part, inner, looking)
    if (fault !== null) return fault
  }
  return null
}

/** From 1; of a method where its name stands, behind what it is called on and a dot. */
const signOf = ({ op, args, pos }: Tree): number =>
  op === 'rcall' ? (args as [string, Tree])[1].end + 2 : pos + 1

type Check = (tree: Tree, looking: Looking) => string | null

const CHECKS: { readonly [op: string]: Check } = {
  ...{ value: ofValue, id: ofName, map: ofObject },
  ...{ call: ofCall, rcall: ofMethod },
}

function ofValue({ args }: Tree): string | null {
  return args === null || typeof args !== 'object'
    ? null
    : 'bytes and unsigned numbers are no values of a record'
}

function ofName({ args }: Tree, { names }: Looking): string | null {
  const name = String(args)
  return names.has(name) ? null : `there is no “${name}”: an expression sees record alone`
}

/** As in a record. What is a name besides has a type of its own, and types of types grow without end while they are checked. */
function ofObject({ args }: Tree): string | null {
  const entries = args as readonly (readonly [Tree, Tree])[]
  const isNamed = entries.every(([key]) => key.op === 'value' && typeof key.args === 'string')
  return isNamed ? null : 'the names of an object are texts in quotes'
}

function ofCall({ args }: Tree, { renamed }: Looking): string | null {
  const call = args as [string]
  const [name] = call
  if (!FUNCTIONS.has(name)) return unknown(name, FUNCTIONS)
  if (Object.hasOwn(renamed, name)) call[0] = renamed[name]!
  return null
}

function ofMethod({ args }: Tree, { faultOfPattern, renamed }: Looking): string | null {
  const method = args as [string, Tree, Tree[]]
  const [name, , given] = method
  if (!METHODS.has(name)) return unknown(name, METHODS)
  if (Object.hasOwn(renamed, name)) method[0] = renamed[name]!
  const pattern = given[0]?.op === 'value' ? given[0].args : null
  if (!WITH_PATTERN.has(name) || typeof pattern !== 'string') return null
  const fault = faultOfPattern(pattern)
  return fault === null ? null : `the pattern “${pattern}” cannot be used: ${fault}`
}

const unknown = (name: string, known: ReadonlySet<string>): string =>
  `there is no “${name}” here; there are ${[...known].sort().join(', ')}`

/** `cel` in `cel.bind(…)` is how the language writes it, and no value. */
const isBinding = ({ op, args }: Tree): boolean => op === 'rcall' && BINDING.has((args as [string])[0])
const isNamespace = ({ op, args }: Tree): boolean => op === 'id' && args === 'cel'

function partsOf(tree: Tree): readonly Tree[] {
  const parts = treesIn(tree.args)
  if (tree.op !== 'rcall') return parts
  const [name, receiver] = tree.args as [string, Tree]
  return name === 'bind' && isNamespace(receiver) ? parts.slice(1) : parts
}

function treesIn(args: unknown): readonly Tree[] {
  if (Array.isArray(args)) return (args as readonly unknown[]).flatMap(treesIn)
  return typeof args === 'object' && args !== null && 'op' in args ? [args as Tree] : []
}

/** The first argument of each that binds. What is bound in another place is not known there: the library says so. */
function namesBoundIn(tree: Tree): readonly string[] {
  const inner = partsOf(tree).flatMap(namesBoundIn)
  if (!isBinding(tree)) return inner
  const [, , given] = tree.args as [string, Tree, readonly Tree[]]
  const [name] = given
  return name?.op === 'id' ? [String(name.args), ...inner] : inner
}
