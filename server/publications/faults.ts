import type { Areas } from '../../shared/areas/areas.ts'
import { alertFaults } from '../../shared/alerts/faults.ts'
import type { ParsedDocument } from '../../shared/model/document-schemas.ts'
import type { Fields } from '../../shared/model/value.ts'
import { libraryOf } from '../../shared/libraries/metrics.ts'
import type { ConsoleFamily } from '../../shared/sync/publications.ts'
import type { Edited, Parsers } from '../documents/laid-over.ts'
import { completesFaults, feedFaults, type FeedGround } from './feed-faults.ts'
import { namingFaults } from './naming-faults.ts'
import { channelNameFaults } from './reach-faults.ts'
import { sceneFaults } from './scene-faults.ts'
import { toldSecrets } from './told-secrets.ts'

export interface JudgingGround extends Omit<FeedGround, 'feeds' | 'folder'> {
  readonly areas: Areas
  readonly parsers: Parsers
  readonly mask: (text: string) => string
  /** What the document would stand beside. */
  readonly beside: Edited & { readonly folder: Edited }
}

export type Judged =
  | { readonly ok: true; readonly document: Fields & { readonly id: string } }
  | { readonly ok: false; readonly faults: readonly string[] }

const FAULTS_SHOWN = 20

/** A document by its schema, by what it names, and by what must never be kept: every fault with its place (PUBL2). */
export function judged(family: ConsoleFamily, raw: unknown, ground: JudgingGround): Judged {
  const found = LOOKS[family](raw, ground)
  if (!found.ok) return found
  const document = found.document as Fields & { readonly id: string }
  const faults = [...toldSecrets(document, ground.mask), ...found.faults]
  return faults.length === 0 ? { ok: true, document } : { ok: false, faults: faults.slice(0, FAULTS_SHOWN) }
}

interface Looked {
  readonly document: { readonly id: string }
  readonly faults: readonly string[]
}

type Look = (raw: unknown, ground: JudgingGround) => (Looked & { readonly ok: true }) | Unusable
type Unusable = Extract<Judged, { readonly ok: false }>

function looked<T extends { readonly id: string }>(
  parsed: ParsedDocument<T>,
  faultsOf: (document: T) => readonly string[],
): ReturnType<Look> {
  return parsed.ok ? { ...parsed, faults: faultsOf(parsed.document) } : parsed
}

const LOOKS: { readonly [family in ConsoleFamily]: Look } = {
  feed: (raw, { parsers, beside, ...ground }) =>
    looked(parsers.feed(raw), feed =>
      feedFaults(feed, { ...ground, feeds: beside.feeds, folder: beside.folder.feeds }),
    ),
  metric: (raw, { parsers }) =>
    looked(parsers.metric(raw), ({ id }) =>
      libraryOf(id) === null ? [] : ['/id: such a number is computed from libraries.json'],
    ),
  scene: (raw, { parsers, beside }) => looked(parsers.scene(raw), scene => sceneFaults(scene, beside)),
  alert: (raw, { parsers, beside, areas }) =>
    looked(parsers.alert(raw), alert => alertFaults(alert, { ...beside, areas })),
  channel: (raw, { parsers, beside, isSet }) =>
    looked(parsers.channel(raw), channel =>
      channelNameFaults(channel, [...beside.channels, ...beside.folder.channels], isSet),
    ),
  naming: (raw, { parsers, beside, areas }) =>
    looked(parsers.naming(raw), naming => namingFaults(naming, beside.namings, areas)),
}

/** What does not find any more what it names, once other documents are in force: whoever changes one must not break the others. */
export function brokenBy(before: Edited, after: Edited, areas: Areas): string[] {
  const there = new Set(danglingIn(before, areas))
  return danglingIn(after, areas).filter(fault => !there.has(fault))
}

const danglingIn = (documents: Edited, areas: Areas): string[] => [
  ...documents.scenes.flatMap(scene =>
    sceneFaults({ ...scene, layouts: {} }, documents).map(fault => `scene ${scene.id}${fault}`),
  ),
  ...documents.feeds.flatMap(feed =>
    completesFaults(feed, documents.feeds).map(fault => `feed ${feed.id}${fault}`),
  ),
  ...documents.alerts.flatMap(alert =>
    alertFaults(alert, { ...documents, areas }).map(fault => `alert ${alert.id}${fault}`),
  ),
]
