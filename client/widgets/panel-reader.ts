import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import { documentKey } from '../../shared/model/cell.ts'
import type { KindDocument, MetricDocument, PanelDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { figureOf, RESTRICTED } from '../figures/number.ts'
import { textIn, type Language, type Say } from '../language/say.ts'
import { bind, type Bindings } from './bindings.ts'
import type { Cells } from './cells.ts'
import { feedStates, kindsOf, type FeedState } from './feed-state.ts'
import { recountIn } from './recount.ts'
import { libraryTold } from './library-told.ts'
import type { At, DimSeries, DimValue, Grain, List, Point, Reader } from './reader.ts'
import { fewOf, listOf, ratioOf } from './values.ts'

export interface ReaderParts {
  readonly panel: PanelDocument
  readonly cells: Cells
  readonly areas: Areas
  readonly place: AreaNode
  readonly language: Language
  readonly say: Say
  readonly now: (grain: Grain) => number
  readonly record?: string | null
  readonly lostAt?: number | null
}

/** A panel's view of the cells, by role. Keeps nothing: what it answers follows from the cells at that moment. */
export function createReader(parts: ReaderParts): Reader {
  const { cells, language, now } = parts
  const bound = bind(parts)
  const value = (role: string, at?: At) => bound.number(role, bound.cell(role, at), at)

  const feedsOf = (role: string): readonly FeedState[] => {
    const document = bound.metric(role)
    if (document === null) return []
    return feedStates(cells, now('second'), kindsOf(document)).filter(feed => speaksIn(parts.panel, feed))
  }
  return {
    areas: parts.areas,
    place: parts.place,
    language,
    say: parts.say,
    now,
    record: parts.record ?? null,
    lostAt: parts.lostAt ?? null,
    text: text => textIn(language, text),
    metric: bound.metric,
    value,
    figure: (role, at) =>
      (bound.isWithheld(role) ? RESTRICTED : fewOf(bound.cell(role, at))) ??
      figureOf(value(role, at), formatOf(bound.metric(role), language)),
    ratio: (role, at) => ratioOf(bound.cell(role, at)),
    percentiles: (role, at) => percentilesOf(bound.cell(role, at), bound.metric(role)),
    list: (role, at) => readList(bound, role, at),
    series: (role, at) => readSeries(bound, role, at),
    seriesByDim: (role, at) => readSeriesByDim(bound, role, at?.area),
    byArea: (role, at) =>
      bound.places(role).map(area => ({ area, value: value(role, { area: area.id, dims: at?.dims }) })),
    byDim: (role, at) => readDimensions(bound, role, at?.area),
    cell: bound.address,
    ...wordsOf(cells, language),
    isPressed: role => isPressed(cells, bound.metric(role)),
    library: id => libraryTold(cells, language, id),
    feeds: role => (role === undefined ? eachOnce(bound.roles.flatMap(feedsOf)) : feedsOf(role)),
    catchingUp: role => leastOf((role === undefined ? bound.roles : [role]).map(bound.catchingUp)),
    recount: () => recountIn(cells),
    isWithheld: () => bound.roles.length > 0 && bound.roles.every(bound.isWithheld),
    isCityWide: role =>
      role === undefined
        ? bound.roles.length > 0 && bound.roles.every(bound.isCityWide)
        : bound.isCityWide(role),
    isUncounted: () => {
      const own = bound.roles.filter(bound.isOwn)
      return own.length > 0 && own.every(bound.isUncounted)
    },
  }
}

/** Of a kind that many tell of, what people filled in is in some panels: those name its feed, and say it. */
const speaksIn = ({ byHand = [] }: PanelDocument, { id, document }: FeedState): boolean =>
  document.manual !== true || byHand.includes(id)

/** What kinds and their codes are called, by the kinds' documents. */
export function wordsOf(cells: Cells, language: Language): Pick<Reader, 'word' | 'kindName'> {
  const kind = (id: string) => kindIn(cells, id)
  return {
    kindName: id => textIn(language, kind(id)?.title) || id,
    word: (id, column, code) => {
      if (typeof code !== 'string') return ''
      return textIn(language, kind(id)?.codes[column]?.[code]) || code
    },
  }
}

/** Whether people may press for the records behind a metric: all its kinds say so of rows like these. */
export function isPressed(cells: Pick<Cells, 'get'>, metric: MetricDocument | null): boolean {
  if (metric === null) return false
  const pressed = (id: string) => kindIn(cells, id)?.pressed === (metric.over ?? '')
  return kindsOf(metric).every(pressed)
}

const kindIn = (cells: Pick<Cells, 'get'>, id: string): KindDocument | null =>
  cells.get(documentKey('kind', id)) as unknown as KindDocument | null

const formatOf = (document: MetricDocument | null, language: Language) => ({
  // An empty unit is one: what is counted in pieces has none in English.
  unit: document?.unit[language] ?? '',
  decimals: document?.decimals ?? 0,
  language,
})

const percentilesOf = (cell: Value, document: MetricDocument | null): readonly (number | null)[] | null =>
  Array.isArray(cell) && document !== null
    ? cell.map(part => (typeof part === 'number' ? part / document.scale : null))
    : null

function readList(bound: Bindings, role: string, at?: At): List | null {
  const document = bound.metric(role)
  if (document === null) return null
  const cell = bound.cell(role, at)
  return cell === null && bound.isTold(role, at) ? { total: 0, rows: [] } : listOf(cell, document)
}

const named = (dims: readonly string[]): string => dims.join('\n')

function readSeries(bound: Bindings, role: string, at: At = {}): readonly Point[] {
  const dims = named(at.dims ?? [])
  return bound
    .cells(role, at.area)
    .filter(({ address }) => address.bucket !== '' && named(address.dims) === dims)
    .map(({ address, value }): Point => [Number(address.bucket), bound.number(role, value)])
    .sort((a, b) => a[0] - b[0])
}

function readSeriesByDim(bound: Bindings, role: string, area?: string): readonly DimSeries[] {
  const dims = new Map(bound.cells(role, area).map(({ address }) => [named(address.dims), address.dims]))
  return [...dims.keys()].sort().map(name => {
    const choice = dims.get(name) ?? []
    return { dims: choice, points: readSeries(bound, role, { area, dims: choice }) }
  })
}

function readDimensions(bound: Bindings, role: string, area?: string): readonly DimValue[] {
  const values = bound
    .cells(role, area)
    .filter(({ address }) => address.bucket === '' && address.dims.length > 0)
    .map(({ address, value }) => ({ dims: address.dims, value: bound.number(role, value) }))
  return values.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (named(a.dims) < named(b.dims) ? -1 : 1))
}

const leastOf = (shares: readonly (number | null)[]): number | null => {
  const open = shares.filter(share => share !== null)
  return open.length === 0 ? null : Math.min(...open)
}

const eachOnce = (feeds: readonly FeedState[]): readonly FeedState[] => [
  ...new Map(feeds.map(feed => [feed.id, feed])).values(),
]
