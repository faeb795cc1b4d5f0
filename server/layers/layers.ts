import { createHash } from 'node:crypto'
import type { AreaLevel, FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import { documentKey } from '../../shared/model/cell.ts'
import type { Veil } from '../../shared/audience/veil.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { Fields, Text, Value } from '../../shared/model/value.ts'
import { LEVELS, type By } from './area-layer.ts'
import type { Feature } from './feature.ts'
import { pointsGiven, type PointsGiven } from './point-layer.ts'
import { feedsOf, PRETEND, type Standing } from './standing.ts'

/** By what right the shapes go out, and what they are: none of it is a boundary unless somebody reviewed it. */
export function shapesAbout({ document, boundary }: Areas): Fields {
  if (boundary === null)
    return { source: document.source, licence: null, notice: document.notice, reviewNumber: null }
  const { source, licence, reviewNumber, approvedOn } = boundary.review
  return { source, licence, notice: null, reviewNumber, approvedOn }
}

/** Numbers of one instant and place; a course over time and a list of rows are none. */
const NO_NUMBERS: readonly MetricDocument['aggregate']['type'][] = ['list', 'last']

export const byOf = ({ aggregate, window, areas }: MetricDocument): readonly By[] =>
  window.type === 'series' || NO_NUMBERS.includes(aggregate.type)
    ? []
    : (Object.keys(LEVELS) as By[]).filter(by => areas.includes(LEVELS[by] as AreaLevel))

/** Whether an audience is told that there is such a number. */
export function isShown(metric: MetricDocument, veil: Veil): boolean {
  const told = veil.value(documentKey('metric', metric.id), metric as unknown as Value)
  return told !== null && !(typeof told === 'object' && 'withheld' in told)
}

export interface LayerListParts {
  readonly areas: Areas
  readonly kinds: readonly Kind[]
  readonly metrics: readonly MetricDocument[]
  readonly feeds: readonly FeedDocument[]
  readonly veil: Veil
  /** Whether records are seen at all. */
  readonly seesRecords: boolean
}

export function layerList({ areas, kinds, metrics, feeds, veil, seesRecords }: LayerListParts): Fields {
  const counts = { districts: areas.districts.length, towns: areas.towns.length }
  const layers = metrics.flatMap((metric): Fields[] => {
    const by = byOf(metric)
    const points = seesRecords ? pointsGiven(metric, kinds) : null
    if ((by.length === 0 && points === null) || !isShown(metric, veil)) return []
    return [told(metric, by, points, counts, feedsOf(metric, feeds))]
  })
  return { shapes: shapesAbout(areas), layers }
}

function told(
  { id, title, unit, definition, kind, by: dims }: MetricDocument,
  by: readonly By[],
  points: PointsGiven,
  counts: { readonly [by in By]: number },
  feeds: readonly FeedDocument[],
): Fields {
  return {
    ...{ id, title: { ...title }, unit: { ...unit }, definition: { ...definition } },
    kinds: [kind].flat(),
    dims: [...dims],
    /** How many features each form has. */
    areas: Object.fromEntries(by.map(each => [each, counts[each]])),
    points,
    url: `/api/layers/${encodeURIComponent(id)}.geojson`,
    feeds: feeds.map(feed => ({ id: feed.id, title: { ...feed.title }, department: { ...feed.department } })),
    mark: feeds.some(({ simulated }) => simulated) ? PRETEND : null,
  }
}

/** A FeatureCollection, with what is to be known of all of it beside its features. */
export function collectionText(
  { id, title, unit, definition }: MetricDocument,
  language: keyof Text,
  standing: Standing,
  areas: Areas,
  features: readonly Feature[],
): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    name: title[language],
    metric: { id, unit: unit[language], definition: definition[language] },
    ...standing,
    shapes: shapesAbout(areas),
    features,
  })
}

/** The same answer has the same tag: it holds no instant but those of what was told. */
export const tagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
