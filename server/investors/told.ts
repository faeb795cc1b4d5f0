import type { Row } from '../../shared/kinds/kind.ts'
import { project as kind } from '../../shared/kinds/project/kind.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { InvestorProject } from '../../shared/sync/investor.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'
import type { Engine } from '../engine/engine.ts'

/**
 * What an investor is told (LYX-02, LYX-04): what is to be done, until when, and whom to ask. Nothing of supervision or of how the house judges
 * itself, and nothing of other projects.
 */
// oxfmt-ignore
const PROJECT = [
  'number', 'title', 'owner', 'class', 'phase', 'state', 'stage', 'stageName', 'item', 'open', 'done', 'light',
  'overdue', 'provisional', 'dueAt', 'used', 'limit', 'daysLeft', 'items', 'itemsDone', 'itemsOpen', 'itemsOverdue',
]
const STAGE = ['key', 'title', 'excluded', 'light', 'open', 'done', 'startAt', 'doneAt', 'used', 'limit']
// oxfmt-ignore
const ITEM = [
  'key', 'stage', 'title', 'department', 'window', 'phone', 'state', 'light', 'open', 'done', 'overdue', 'provisional',
  'startAt', 'dueAt', 'doneAt', 'limit', 'used', 'daysLeft', 'prerequisites', 'ready', 'tolerated',
]

const only = (names: readonly string[], row: Row): Row =>
  Object.fromEntries(names.filter(name => name in row).map(name => [name, row[name] ?? null]))

export interface ToldParts extends KnownParts {
  readonly engine: Engine
  /** Those of now. */
  readonly feeds: () => readonly FeedDocument[]
}

/** Null: there is no such project any more. */
export function toldToInvestor(parts: ToldParts, id: string): InvestorProject | null {
  const found = findThing(parts, kind, id)
  if (found === null) return null
  const { row, rows = {} } = found.derived
  // A form of our own says nothing of how old its system's word is.
  const feeds = parts.feeds().filter(feed => feed.kind === kind.id && feed.completes === undefined)
  const saidAt = feeds.flatMap(feed => parts.engine.city.feeds.get(feed.id)?.okAt ?? [])
  return {
    now: parts.now(),
    project: only(PROJECT, row),
    stages: (rows['stages'] ?? []).map(stage => only(STAGE, stage)),
    items: (rows['items'] ?? []).map(item => only(ITEM, item)),
    asOf: saidAt.length === 0 ? null : Math.max(...saidAt),
    simulated: feeds.some(({ simulated }) => simulated),
  }
}
