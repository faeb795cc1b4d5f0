import type { FeedDocument } from '../model/documents.ts'
import type { Value } from '../model/value.ts'
import type { MappingContext } from './context.ts'
import type { Computed } from './expressions.ts'
import { contractOf, knownBy, leavesOf, readableBy, typeOf, valueAt, type Leaf } from './contract.ts'
import { likeness, likenessOf, pairsOf, type Pairs } from './likeness.ts'
import { compileMapping } from './mapping.ts'
import { parseMapping } from './document.ts'
import { compileTrace, type Traced } from './trace.ts'

export type ProposalType = 'renamed' | 'code' | 'word' | 'missing' | 'unit' | 'rounded' | 'optional'

/** One place of a document that would be another. */
export interface DocumentChange {
  /** `/mapping/fields/amount/from` */
  readonly path: string
  readonly before: Value
  readonly after: Value
}

/** A small change of a feed document with which a record that was set aside would be read. */
export interface Proposal {
  readonly type: ProposalType
  /** The target that it mends. */
  readonly target: string
  /** What it is about: a field, a code, a unit. */
  readonly about: string
  readonly changes: readonly DocumentChange[]
  readonly document: FeedDocument
}

/** One way that may help, not yet tried. */
interface Idea {
  readonly type: ProposalType
  readonly about: string
  /** Beneath the target's own place. */
  readonly step: string
  readonly after: Value
}

type Specs = { readonly [name: string]: Value }

const MOST = 8
/** To try an idea is to make a mapping: that many, and a person who opens a record does not wait for it. */
const MOST_TRIED = 24

/**
 * What would help one record: each proposal is a whole document that can be used, and with which its target is not at fault any more.
 * Worked out from the record and the document alone.
 */
export function proposalsFor(
  feed: FeedDocument,
  context: MappingContext,
  raw: object,
  now: number,
  computed?: Computed,
): readonly Proposal[] {
  const trace = compileTrace(feed.mapping, context)
  if (trace === null) return []
  const faulty = trace(raw, now, computed).filter(each => isAtFault(each) || isLacking(each))
  const ordered = [...faulty.filter(isAtFault), ...faulty.filter(each => !isAtFault(each))]
  const proposals: Proposal[] = []
  let tries = 0
  for (const [traced, idea] of ideasOf(ordered, feed, raw)) {
    if (tries++ === MOST_TRIED) break
    const proposal = tried(idea, traced, { feed, context, raw, now, computed })
    if (proposal !== null) proposals.push(proposal)
    if (proposals.length === MOST) break
  }
  return proposals
}

/** One after the other: those that nobody gets to are not worked out. */
function* ideasOf(
  faulty: readonly Traced[],
  feed: FeedDocument,
  raw: object,
): Generator<readonly [Traced, Idea]> {
  const names = namesIn(feed, raw)
  for (const traced of faulty) for (const idea of ideasFor(traced, raw, names, feed)) yield [traced, idea]
}

/** A code that nobody has mapped is kept, and is still a gap. */
const isAtFault = ({ fault, value }: Traced): boolean =>
  fault !== null || (typeof value === 'string' && value.startsWith('unmapped:'))

/** A field of the record, with what its name is compared by: worked out once for all targets. */
interface Named extends Leaf {
  readonly pairs: Pairs
  /** Nothing of the mapping looks at it. */
  readonly isUnread: boolean
}

function namesIn(feed: FeedDocument, raw: object): readonly Named[] {
  const parsed = parseMapping(feed.mapping)
  if (!parsed.ok) return []
  const isKnown = knownBy(contractOf(parsed.document))
  return leavesOf(raw)
    .filter(({ type }) => type !== null)
    .map(leaf => ({ ...leaf, pairs: pairsOf(leaf.path), isUnread: !isKnown(leaf.path) }))
}

interface Trying {
  readonly feed: FeedDocument
  readonly context: MappingContext
  readonly raw: object
  readonly now: number
  readonly computed: Computed | undefined
}

function tried(idea: Idea, { target, fault }: Traced, trying: Trying): Proposal | null {
  const { feed, context, raw, now, computed } = trying
  const path = `/mapping/${target}/${idea.step}`
  const before = at(feed as unknown as Specs, stepsIn(path))
  const document = withAt(feed as unknown as Specs, stepsIn(path), idea.after) as unknown as FeedDocument
  const after = compileTrace(document.mapping, context)?.(raw, now, computed).find(
    each => each.target === target,
  )
  if (after === undefined || isAtFault(after) || (fault === null && after.value === null)) return null
  if (!compileMapping(document.mapping, context).ok) return null
  const { type, about } = idea
  return { type, target, about, changes: [{ path, before, after: idea.after }], document }
}

const stepsIn = (path: string): readonly string[] => path.split('/').filter(step => step !== '')

const at = (value: Value, [step, ...more]: readonly string[]): Value =>
  step === undefined ? value : isSpecs(value) ? at(value[step] ?? null, more) : null

/** null takes an option away. */
function withAt(value: Value, [step, ...more]: readonly string[], after: Value): Value {
  if (step === undefined) return after
  const inner = isSpecs(value) ? value : {}
  const made = withAt(inner[step] ?? null, more, after)
  const { [step]: _gone, ...others } = inner
  return made === null ? others : { ...inner, [step]: made }
}

const isSpecs = (value: Value): value is Specs =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function ideasFor(traced: Traced, raw: object, names: readonly Named[], feed: FeedDocument): readonly Idea[] {
  const spec = at(feed as unknown as Specs, stepsIn(`/mapping/${traced.target}`))
  if (!isSpecs(spec)) return []
  const hasNothing = isLacking(traced)
  const mayMove = isOfPaths(spec['from'] ?? null) && (hasNothing || isMoved(traced, raw))
  const moved = mayMove ? elsewhere(traced, names) : []
  if (traced.fault === null) return [...moved.filter(({ isLike }) => isLike), ...ofConverter(traced, spec)]
  const mayLack = hasNothing && traced.as !== '' && traced.required
  const lack: Idea = { type: 'optional', about: '', step: 'required', after: null }
  return [...moved, ...ofConverter(traced, spec), ...(mayLack ? [lack] : [])]
}

/** Where an expression stands among the places, what to change is not seen from the names of fields. */
const isOfPaths = (from: Value): boolean =>
  typeof from === 'string' || (Array.isArray(from) && from.every(each => typeof each === 'string'))

const isLacking = ({ seen, paths }: Traced): boolean =>
  paths.length > 0 && seen.every(value => value === null)

/** What was a single value is a group of them now. */
const isMoved = ({ paths: [path = ''], as, byHeader }: Traced, raw: object): boolean =>
  typeOf(valueAt(raw, path, byHeader)) === 'object' && !readableBy(as).includes('object')

interface Moved extends Idea {
  readonly isLike: boolean
}

const MOST_NAMES = 3
/** Names that have less in common are proposed only where nothing else could be meant. */
const LIKE = 0.34

/** The field may have another name now: of those nobody looks at the likest of a type that can be read. The old name stays before it. */
function elsewhere({ paths, as }: Traced, all: readonly Named[]): readonly Moved[] {
  const isInside = ({ path }: Leaf) => paths.some(old => path.startsWith(`${old}.`))
  const inside = all.filter(isInside)
  const unread = all.filter(each => each.isUnread && !isInside(each))
  const olds = paths.map(old => ({ old, pairs: pairsOf(old) }))
  const fit = [...inside, ...unread].filter(({ type }) => type !== null && readableBy(as).includes(type))
  const names = fit
    .map(name => ({ path: name.path, like: Math.max(...olds.map(old => alike(old, name))) }))
    .sort((a, b) => b.like - a.like)
  const good = names.filter(({ like }) => like >= LIKE)
  const chosen = good.length > 0 ? good.slice(0, MOST_NAMES) : names.length === 1 ? names : []
  return chosen.map(({ path, like }) => ({
    ...{ type: 'renamed', about: path, step: 'from', isLike: like >= LIKE },
    after: inside.some(each => each.path === path) ? path : [...paths, path].slice(-10),
  }))
}

type Way = (text: string, spec: Specs, traced: Traced) => readonly Idea[]

interface Old {
  readonly old: string
  readonly pairs: Pairs
}

/** Of two inside one object what they share is no likeness. */
function alike({ old, pairs }: Old, { path, pairs: others }: Named): number {
  const outer = old.slice(0, old.lastIndexOf('.') + 1)
  return outer !== '' && path.startsWith(outer)
    ? likeness(old.slice(outer.length), path.slice(outer.length))
    : likenessOf(pairs, others)
}

/** What the options of a converter can do about a value. */
const WAYS: { readonly [as: string]: Way } = {
  code: codes,
  boolean: words,
  integer: numbers,
  decimal: numbers,
  duration: units,
}

function ofConverter(traced: Traced, spec: Specs): readonly Idea[] {
  const said = traced.seen.find(value => value !== null) ?? null
  if (traced.target === 'op') return operations(said, spec)
  if (typeof said !== 'string' && typeof said !== 'number') return []
  const text = String(said).trim()
  // What was masked or cut is not what the upstream said.
  return text === '' || /[*…]/.test(text) ? [] : (WAYS[traced.as]?.(text, spec, traced) ?? [])
}

function units(): readonly Idea[] {
  return ['minute', 'hour', 'second'].map(unit => ({ type: 'unit', about: unit, step: 'unit', after: unit }))
}

function operations(said: Value, spec: Specs): readonly Idea[] {
  const table = spec['table'] ?? null
  if (typeof said !== 'string' || !isSpecs(table)) return []
  return (['put', 'drop'] as const).map(op => ({
    ...{ type: 'code', about: `${said} = ${op}`, step: 'table', after: { ...table, [said]: op } },
  }))
}

function codes(text: string, spec: Specs): readonly Idea[] {
  const table = spec['table'] ?? null
  if (Array.isArray(table))
    return [{ type: 'code', about: text, step: 'table', after: [...(table as Value[]), text] }]
  if (!isSpecs(table)) return []
  const known = Object.entries(table).flatMap(([code, own]) =>
    typeof own === 'string' ? [{ code, own }] : [],
  )
  const like = (ours: string) =>
    Math.max(likeness(ours, text), ...known.map(({ code, own }) => (own === ours ? likeness(code, text) : 0)))
  return [...new Set(known.map(({ own }) => own))]
    .sort((a, b) => like(b) - like(a))
    .slice(0, MOST_NAMES)
    .map(ours => ({
      type: 'code',
      about: `${text} = ${ours}`,
      step: 'table',
      after: { ...table, [text]: ours },
    }))
}

const USUAL = { yes: ['是', 'true', '1'], no: ['否', 'false', '0'] } as const

function words(text: string, spec: Specs): readonly Idea[] {
  return (['yes', 'no'] as const).map(step => {
    const own = spec[step] ?? null
    const known = Array.isArray(own) ? (own as readonly Value[]) : USUAL[step]
    return { type: 'word', about: `${text} = ${step}`, step, after: [...known, text] }
  })
}

function numbers(text: string, spec: Specs, { as, fault }: Traced): readonly Idea[] {
  const reason = fault?.reason ?? ''
  if (reason.startsWith('not a whole number') && as === 'integer')
    return [{ type: 'rounded', about: text, step: 'as', after: 'decimal' }]
  if (!reason.startsWith('not a number') || text.length > 20) return []
  const known = spec['missing'] ?? []
  const marks = Array.isArray(known) ? (known as readonly Value[]) : []
  return [{ type: 'missing', about: text, step: 'missing', after: [...marks, text] }]
}
