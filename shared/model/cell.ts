import type { Backlog } from './position.ts'

/** A share or a mean: the screen divides, and d = 0 is shown as "—". */
export interface Ratio {
  readonly n: number
  readonly d: number
}

const CODES: { readonly [char: string]: string } = { '%': '%25', '|': '%7C', ',': '%2C' }
const CHARS: { readonly [code: string]: string } = { '%25': '%', '%7C': '|', '%2C': ',' }
/** An unknown dimension is a bucket of its own, and must not look like none at all. */
const EMPTY = '%00'

const escape = (part: string) => (part === '' ? EMPTY : part.replace(/[%|,]/g, char => CODES[char] as string))
const unescape = (part: string) =>
  part === EMPTY ? '' : part.replace(/%(25|7C|2C)/g, code => CHARS[code] as string)

/** `metric|area|dims|bucket`: the whole address of a number. */
export function cellKey(metric: string, area: string, dims: readonly string[], bucket = ''): string {
  return `${metric}|${area}|${dims.map(escape).join(',')}|${bucket}`
}

export interface CellAddress {
  readonly metric: string
  readonly area: string
  readonly dims: readonly string[]
  readonly bucket: string
}

export function parseCellKey(key: string): CellAddress | null {
  const parts = key.split('|')
  if (parts.length !== 4) return null
  const [metric, area, dims, bucket] = parts as [string, string, string, string]
  return { metric, area, dims: dims === '' ? [] : dims.split(',').map(unescape), bucket }
}

/** Cells that are not a metric's: what a feed last reported, and documents in force. */
export const feedKey = (feed: string): string => `feed:${feed}`
export const documentKey = (family: string, id: string): string => `doc:${family}/${id}`

/** There while all numbers are counted anew, and what is shown are those of before. */
export const RECOUNT_KEY = 'city:recount'

export interface RecountReport {
  /** Things and rollups that are counted, of all there are. */
  readonly done: number
  readonly of: number
  /** The city's time of what is shown. */
  readonly since: number
}

/** What the signs of every scene are judged by: it goes to all screens, wherever they are. */
export const SCENES_KEY = 'city:scenes'

/** By scene: the kinds that its panels tell of, and those of them that it shows with a time limit. */
export interface SceneSources {
  readonly [scene: string]: { readonly kinds: readonly string[]; readonly clocks: readonly string[] }
}

/** A feed's cell: from it and its rhythm everybody works out age and state by one function (shared/freshness). */
export interface FeedReport {
  /** The last report of any outcome; 0 before the first. */
  readonly at: number
  /** The last report that succeeded; 0 before the first. */
  readonly okAt: number
  /** The first failure since the last success; 0 when the last report succeeded. */
  readonly failingSince: number
  /** Why, as `faultText` (feed-fault.ts) puts it; empty when it succeeded. */
  readonly reason: string
  /** What of its past is still to come; null when all of it is in, and for a feed that has none. */
  readonly backlog: Backlog | null
}
