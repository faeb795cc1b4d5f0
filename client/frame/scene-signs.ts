import type { FreshnessState } from '../../shared/freshness/freshness.ts'
import { worstOf } from '../../shared/freshness/worst.ts'
import { cellKey, documentKey, SCENES_KEY, type SceneSources } from '../../shared/model/cell.ts'
import type { MetricDocument, SceneDocument } from '../../shared/model/documents.ts'
import { parseReads } from '../../shared/sync/topic.ts'
import type { Cells } from '../widgets/cells.ts'
import { caughtUpTo } from '../widgets/catching-up.ts'
import { hasReported, kindsOf, type FeedState } from '../widgets/feed-state.ts'
import { fewOf } from '../widgets/values.ts'

/** Of the matters with a time limit that a scene shows; `unknown`: nobody has told of them yet. */
export type Limit = 'unknown' | 'calm' | 'soon' | 'overdue'

/** What is said of a scene wherever it can be chosen. A sign that is null does not concern it: it leans on no source, it shows no limit. */
export interface SceneSigns {
  readonly freshness: FreshnessState | null
  readonly limit: Limit | null
}

/** Roles of the frame's panel, worst first: counts, by kind or of one kind. */
export interface LimitRoles {
  readonly overdue: readonly string[]
  readonly soon: readonly string[]
}

export interface SignParts {
  readonly cells: Cells
  /** Of the whole city, as they are now. */
  readonly feeds: readonly FeedState[]
  readonly scenes: readonly SceneDocument[]
  readonly city: string
  readonly metrics: SceneDocument['panels'][number]['metrics']
  readonly limits: LimitRoles
}

export function signsOf(parts: SignParts): ReadonlyMap<string, SceneSigns> {
  const sources = parts.cells.get(SCENES_KEY) as SceneSources | null
  return new Map(
    parts.scenes.flatMap(scene => {
      const told = sources?.[scene.id]
      if (told === undefined) return []
      return [
        [scene.id, { freshness: freshnessOf(parts, scene, told.kinds), limit: limitOf(parts, told.clocks) }],
      ]
    }),
  )
}

const FRESHNESS: readonly FreshnessState[] = ['live', 'waiting', 'late', 'failed']
const LIMITS: readonly Limit[] = ['calm', 'unknown', 'soon', 'overdue']

/** Of several scenes that have one sign between them. */
export function worstSigns(all: readonly SceneSigns[]): SceneSigns {
  const worst = <State>(order: readonly State[], states: readonly (State | null)[]) =>
    [...order].reverse().find(state => states.includes(state)) ?? null
  return {
    freshness: worst(
      FRESHNESS,
      all.map(({ freshness }) => freshness),
    ),
    limit: worst(
      LIMITS,
      all.map(({ limit }) => limit),
    ),
  }
}

/**
 * As its panels have it: the worst of the feeds that tell of their kinds, not of those that only complete what others told. What people
 * fill in speaks where a panel names it, and what has no rhythm is never late, so a form that nobody has used yet is no source that is
 * silent.
 */
function freshnessOf({ feeds }: SignParts, scene: SceneDocument, kinds: readonly string[]) {
  const named = scene.panels.flatMap(({ byHand = [] }) => byHand)
  const speaking = feeds.filter(
    ({ id, document, rhythm }) =>
      kinds.includes(document.kind) &&
      document.completes === undefined &&
      rhythm.type !== 'none' &&
      (document.manual !== true || named.includes(id)),
  )
  return worstOf(speaking.map(({ freshness }) => freshness))?.state ?? null
}

function limitOf(parts: SignParts, clocks: readonly string[]): Limit | null {
  if (clocks.length === 0) return null
  const { overdue, soon } = parts.limits
  if (isCounted(parts, overdue, clocks)) return 'overdue'
  if (!isTold(parts, clocks)) return 'unknown'
  return isCounted(parts, soon, clocks) ? 'soon' : 'calm'
}

const isCounted = (parts: SignParts, roles: readonly string[], clocks: readonly string[]): boolean =>
  roles.some(role => {
    const text = parts.metrics[role]
    const metric = text === undefined ? null : parseReads(text).metric
    return metric !== null && countedKinds(parts, metric, clocks).some(dims => isSome(parts, metric, dims))
  })

/** The choices of dimensions under which a metric counts these kinds. */
function countedKinds({ cells }: SignParts, id: string, clocks: readonly string[]): readonly string[][] {
  const metric = cells.get(documentKey('metric', id)) as unknown as MetricDocument | null
  const kinds = metric === null ? [] : kindsOf(metric).filter(kind => clocks.includes(kind))
  return metric?.by.includes('kind') === true ? kinds.map(kind => [kind]) : kinds.slice(0, 1).map(() => [])
}

function isSome({ cells, city }: SignParts, metric: string, dims: readonly string[]): boolean {
  const value = cells.get(cellKey(metric, city, dims))
  return (typeof value === 'number' && value > 0) || fewOf(value) !== null
}

/** Nobody knows yet while no source of theirs has spoken, or while their past is coming in. A source that is silent *now* is the other sign's. */
function isTold({ feeds }: SignParts, clocks: readonly string[]): boolean {
  const telling = feeds.filter(({ document }) => clocks.includes(document.kind))
  return telling.some(hasReported) && caughtUpTo(telling) === null
}
