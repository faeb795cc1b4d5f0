import type { Request, Response } from 'express'
import { audienceOf } from '../../shared/access/principal.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Veil } from '../../shared/audience/veil.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { cellKey } from '../../shared/model/cell.ts'
import type { FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import type { Text } from '../../shared/model/value.ts'
import { Denied, Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import type { Engine } from '../engine/engine.ts'
import type { Explainer } from '../explain/explain.ts'
import { placesOf } from '../http/start.ts'
import { areaFeatures, type By } from './area-layer.ts'
import { MOST_FEATURES, type Feature } from './feature.ts'
import { byOf, collectionText, isShown, layerList, tagOf } from './layers.ts'
import { outlinesOf, type OutlineOf } from './outlines.ts'
import { pointFeatures, pointsGiven } from './point-layer.ts'
import { isTold, standingOf } from './standing.ts'

export interface LayersParts {
  readonly areas: Areas
  readonly engine: Engine
  readonly explainer: Explainer
  readonly kinds: readonly Kind[]
  /** Those of now. */
  readonly feeds: () => readonly FeedDocument[]
  readonly veilOf: (audience: string) => Veil | null
  readonly now: () => number
}

interface Question {
  readonly metric: MetricDocument
  readonly by: By | 'points'
  readonly place: string
  readonly dims: readonly string[] | null
  readonly language: keyof Text
}

/** `GET /api/layers` and `GET /api/layers/<metric>.geojson?by=&place=&dim=&language=`. */
export function serveLayers(routes: Routes, parts: LayersParts): void {
  const { areas, engine, kinds, feeds } = parts
  const outlineOf = outlinesOf(areas)
  routes.on('GET /api/layers', (_request, caller) => {
    const metrics = [...engine.city.metrics.values()].map(({ doc }) => doc)
    const veil = veilFor(parts, caller)
    const seesRecords = caller.may('records.view')
    return layerList({ areas, kinds, metrics, feeds: feeds(), veil, seesRecords })
  })
  routes.on('GET /api/layers/:metric.geojson', async (request, caller, response) => {
    const veil = veilFor(parts, caller)
    const place = textOf(request, 'place') || (placesOf(caller, areas.city.id)[0] ?? '')
    caller.require('city.view', { area: place })
    if (engine.recounting !== null)
      throw new Refused(503, 'counting', 'the numbers are being counted anew; ask again')
    const asked = questionIn(request, place, parts)
    if (!isShown(asked.metric, veil)) throw new Denied('it is withheld from this audience')
    const features = await featuresOf(parts, asked, veil, outlineOf, caller)
    const standing = standingOf(asked.metric, feeds(), engine.city, parts.now())
    answer(request, response, collectionText(asked.metric, asked.language, standing, areas, features))
  })
}

function veilFor({ veilOf }: LayersParts, { principal }: Caller): Veil {
  const audience = audienceOf(principal)
  const veil = audience === null ? null : veilOf(audience)
  if (veil === null) throw new Denied('it sees nothing')
  return veil
}

/** Nobody in between keeps it (RTE10); whoever asks again with its tag is told that nothing changed, also where it asks past all caches. */
function answer(request: Request, response: Response, text: string): void {
  const tag = tagOf(text)
  const known = (request.headers['if-none-match'] ?? '').split(',').map(each => each.trim())
  response.set({ 'cache-control': 'no-store', etag: tag })
  if (known.includes(tag)) response.status(304).end()
  else response.type('application/geo+json').send(text)
}

function questionIn(request: Request, place: string, parts: LayersParts): Question {
  const { engine, areas, kinds } = parts
  const metric = engine.city.metrics.get(String(request.params['metric']))?.doc
  if (metric === undefined || areas.byId(place) === null)
    throw none('there is no such layer, or no such place')
  const forms = [...byOf(metric), ...(pointsGiven(metric, kinds) === null ? [] : ['points' as const])]
  const wanted = textOf(request, 'by')
  const by =
    wanted === '' ? (forms.includes('towns') ? 'towns' : forms[0]) : forms.find(each => each === wanted)
  if (by === undefined)
    throw none(`it is given by: ${forms.join(', ') || 'none; it has neither areas nor records with places'}`)
  return { metric, by, place, dims: dimsIn(request, metric), language: languageIn(request) }
}

const none = (message: string) => new Refused(404, 'notFound', message)

const languageIn = (request: Request): keyof Text => (textOf(request, 'language') === 'en' ? 'en' : 'zh')

/** `dim` as often as the metric has dimensions, in their order; or not at all. */
function dimsIn(request: Request, { by }: MetricDocument): readonly string[] | null {
  const given = [request.query['dim'] ?? []].flat().map(String)
  if (given.length === 0) return null
  if (given.length !== by.length)
    throw new Refused(
      400,
      'malformed',
      `it is split by ${by.join(', ') || 'nothing'}: give dim once for each, or none`,
    )
  return given
}

async function featuresOf(
  parts: LayersParts,
  asked: Question,
  veil: Veil,
  outlineOf: OutlineOf,
  caller: Caller,
): Promise<readonly Feature[]> {
  const { areas, engine, feeds, now } = parts
  const { by, metric } = asked
  if (by === 'points') return pointsOf(parts, asked, caller)
  const standing = standingOf(metric, feeds(), engine.city, now())
  return areaFeatures({
    ...{ ...asked, by, areas, city: engine.city, veil, standing, outlineOf },
    isTold: isTold(metric, feeds(), engine.city),
  })
}

/** Records are asked for as records are. */
async function pointsOf(parts: LayersParts, asked: Question, caller: Caller): Promise<readonly Feature[]> {
  const { areas, engine, explainer, kinds, feeds, now } = parts
  const { metric, place, dims, language } = asked
  caller.require('records.view', { area: place })
  if (pointsGiven(metric, kinds) === 'export')
    throw new Refused(
      ...([403, 'byExport'] as const),
      'these records are about people: their places go out with a reason, by POST /api/records/export with format geojson',
    )
  const carried = await explainer.carriedOut(cellKey(metric.id, place, dims ?? []), '', MOST_FEATURES)
  if (carried === null) throw none('it is not counted there, or is split: give place and dim')
  if (carried.total > MOST_FEATURES)
    throw new Refused(
      ...([400, 'tooMany'] as const),
      `${carried.total} records, and a layer has at most ${MOST_FEATURES}: give a smaller place`,
    )
  const standing = standingOf(metric, feeds(), engine.city, now())
  return pointFeatures({ carried, standing, areas, kinds, language, thing: id => engine.thing(id) })
}

/** A parameter that came twice is none. */
function textOf(request: Request, name: string): string {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}
