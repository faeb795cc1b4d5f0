import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import { documentKey, feedKey, parseCellKey } from '../../shared/model/cell.ts'
import type {
  FeedDocument,
  MetricDocument,
  PanelDocument,
  SceneDocument,
} from '../../shared/model/documents.ts'
import type { Fields, Text, Value } from '../../shared/model/value.ts'
import type { DrawnCell, DrawnPanel, DrawnTrial } from '../../shared/sync/trial.ts'
import { FRAME } from '../../shared/layout/document.ts'
import { cellsOf, parseReads } from '../../shared/sync/topic.ts'
import { shownOf } from '../documents/facts.ts'
import type { Documents } from '../documents/load.ts'
import { differingCells, type Counted, type CountedCells, type CountedParts } from './counted.ts'
import { plain } from './known.ts'

/** What somebody looks through; the rest is said by number. */
const MOST_PANELS = 8
/** Of one side. A hundred records give so many only where their kind is counted in very many ways. */
const MOST_CELLS = 6_000
const MOST_UNSHOWN = 20

interface Found extends DrawnPanel {
  /** How much of what it shows is told by the records. */
  readonly share: number
}

/**
 * Panels of scenes in force over the records of a trial: as a screen would be told of them, so that their own widgets draw them. Of a
 * version beside another those that would show something else, of a first one all that show something of its records.
 */
export function drawnTrial(feed: FeedDocument, counted: Counted, parts: CountedParts): DrawnTrial {
  const documents = parts.wanted()
  const found = panelsOver(counted, documents.scenes, parts)
  const panels = fitting(found, counted, parts)
  const shown = new Set(documents.scenes.flatMap(scene => drawable(scene).flatMap(metricsIn)))
  const counting = countingOf(counted)
  const unshown = counted.metrics.filter(({ id }) => counting.has(id) && !shown.has(id))
  const wanted = wantedBy(panels, parts)
  return {
    ...{ now: parts.now, more: found.length - panels.length },
    silent: counted.metrics.length - counting.size,
    panels: panels.map(({ scene, panel, metrics }) => ({ scene, panel, metrics })),
    unshown: unshown.slice(0, MOST_UNSHOWN).map(({ id, title }) => ({ id, title })),
    documents: panels.length === 0 ? [] : documentsFor(feed, documents, parts.now, wanted),
    before: counted.before === null ? null : cellsIn(counted.before, wanted),
    after: cellsIn(counted.after, wanted),
  }
}

/** The frame of a screen is no widget. */
const drawable = ({ panels }: SceneDocument): readonly PanelDocument[] =>
  panels.filter(({ id }) => id !== FRAME)

/** Metrics that count some of the records: another system of the same kind may have its own. */
const countingOf = ({ before, after }: Counted): ReadonlySet<string | undefined> =>
  new Set([...(before?.keys() ?? []), ...after.keys()].map(key => parseCellKey(key)?.metric))

const metricsIn = ({ metrics }: PanelDocument): readonly string[] =>
  Object.values(metrics).map(text => parseReads(text).metric)

function panelsOver(
  counted: Counted,
  scenes: readonly SceneDocument[],
  parts: CountedParts,
): readonly Found[] {
  const own = new Set(counted.metrics.map(({ id }: MetricDocument) => id))
  // Beside no other version whatever is counted differs.
  const differing = differingCells(counted)
  const found = [...scenes]
    .sort((a, b) => a.order - b.order)
    .flatMap(scene => drawable(scene).flatMap(panel => foundIn(scene.title, panel)))
  return found.sort((a, b) => b.share - a.share)

  function foundIn(scene: Text, panel: PanelDocument): readonly Found[] {
    const all = [...new Set(metricsIn(panel))]
    const told = all.filter(metric => own.has(metric))
    const metrics = othersIn(panel, told)
    if (metrics.length === 0) return []
    return [{ scene, panel: plain(panel), metrics, share: told.length / all.length }]
  }
  function othersIn(panel: PanelDocument, told: readonly string[]): readonly string[] {
    const wanted = wantedBy([{ panel: panel as unknown as Fields }], parts)
    const others = new Set(differing.filter(wanted).map(key => parseCellKey(key)?.metric))
    return told.filter(metric => others.has(metric))
  }
}

/** As a topic of the whole city has it whose scene are these panels. */
function wantedBy(
  panels: readonly Pick<DrawnPanel, 'panel'>[],
  { areas }: CountedParts,
): (key: string) => boolean {
  const scene = { panels: panels.map(({ panel }) => panel) } as unknown as SceneDocument
  return cellsOf({ scene: 'trial', place: areas.city.id, audience: '' }, scene, areas)
}

/** As many as an answer has room for. */
function fitting(found: readonly Found[], counted: Counted, parts: CountedParts): readonly Found[] {
  const fits = (n: number) => {
    const wanted = wantedBy(found.slice(0, n), parts)
    return [counted.before, counted.after].every(
      cells => cells === null || [...cells.keys()].filter(wanted).length <= MOST_CELLS,
    )
  }
  let n = Math.min(MOST_PANELS, found.length)
  while (n > 0 && !fits(n)) n--
  return found.slice(0, n)
}

const cellsIn = (cells: CountedCells, wanted: (key: string) => boolean): readonly DrawnCell[] =>
  [...cells].filter(([key]) => wanted(key))

/** It reported just now; other feeds are none of this, so what they tell is unknown. */
function documentsFor(
  feed: FeedDocument,
  { facts, metrics }: Documents,
  now: number,
  wanted: (key: string) => boolean,
): readonly DrawnCell[] {
  const read = metrics.filter(({ id }) => wanted(documentKey('metric', id)))
  const names = new Set([
    ...read.map(({ id }) => documentKey('metric', id)),
    ...read.flatMap(kindsOf).map(kind => documentKey('kind', kind)),
  ])
  const told = facts.flatMap(({ family, id, body }): DrawnCell[] => {
    const key = documentKey(family, id)
    return names.has(key) && body !== null ? [[key, body]] : []
  })
  const report: Fields = { at: now, okAt: now, failingSince: 0, reason: '', backlog: null }
  // One that only completes another speaks for itself here.
  const { completes: _, ...shown } = shownOf(feed)
  const document: Value = plain({ ...shown, rhythm: { type: 'none' } })
  return [...told, [documentKey('feed', feed.id), document], [feedKey(feed.id), report]]
}
