import { Type, type Static } from 'typebox'
import { STATIONS, type Station } from '../../../shared/kinds/service-case/stations.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { unitIn } from '../../language/say.ts'
import { figureOf, figureText } from '../../figures/number.ts'
import type { Part, Phrase } from '../../figures/phrase.ts'
import type { Reader } from '../reader.ts'
import { departmentName, heatOf, stationName, stockAt, type StationStock } from '../stations.ts'
import type { Heading } from '../widget.ts'
import { lanesOf, type Lane } from './lanes.ts'
import type { Mark } from './marks.ts'

export const Options = Type.Object(
  { lanes: Type.Optional(Type.Integer({ minimum: 2, maximum: 40 })) },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

/** A number of a lane; without a cell where it is a sum of several. */
export interface LaneNumber {
  readonly text: string
  readonly value: number | null
  readonly cell: string
}

export interface LaneView {
  readonly key: string
  readonly title: string
  readonly isRest: boolean
  /** One of its steps is over its part of the limit. */
  readonly isStuck: boolean
  readonly marks: readonly Mark[]
  readonly accepted: LaneNumber
  readonly closed: LaneNumber
  readonly stocks: readonly (LaneNumber & Pick<StationStock, 'heat' | 'station' | 'used'>)[]
}

export interface RiverView {
  readonly stations: readonly { readonly station: Station; readonly title: string }[]
  readonly lanes: readonly LaneView[]
}

const LANES = 12

export function view(panel: PanelDocument, reader: Reader): RiverView {
  const lanes = lanesOf(reader, (panel.options as Options).lanes ?? LANES)
  const stations = stationsInUse(reader)
  return {
    stations: stations.map(station => ({ station, title: stationName(reader, station) })),
    lanes: lanes.map(lane => laneView(reader, lane, stations)),
  }
}

/** Five steps have a name; the sixth has a column only while something lies there, so that rows always add up. */
function stationsInUse(reader: Reader): readonly Station[] {
  const hasOther = reader.byDim('stations').some(({ dims, value }) => dims[1] === 'other' && value !== 0)
  return STATIONS.filter(station => station !== 'other' || hasOther)
}

function laneView(reader: Reader, lane: Lane, stations: readonly Station[]): LaneView {
  const { departments } = lane
  const stocks = stations.map(station => stockOf(reader, lane, station))
  return {
    key: lane.key,
    title: lane.lines > 1 ? reader.say('river.rest', { n: lane.lines }) : departmentName(reader, lane.key),
    isRest: lane.lines > 1,
    isStuck: stocks.some(({ heat }) => heat === 5),
    marks: lane.marks,
    accepted: numberOf(reader, 'accepted', departments),
    closed: numberOf(reader, 'closed', departments),
    stocks,
  }
}

function stockOf(reader: Reader, { departments }: Lane, station: Station): LaneView['stocks'][number] {
  const used = usedOf(reader, departments, station)
  return { ...numberOf(reader, 'stations', departments, [station]), station, used, heat: heatOf(used) }
}

/** Of several departments it is the median of that one in which the middle case lies. */
function usedOf(reader: Reader, departments: readonly string[], station: Station): number | null {
  const known = departments.flatMap(department => {
    const { used, count } = stockAt(reader, department, station)
    return used === null || count === null || count === 0 ? [] : [{ used, count }]
  })
  let left = known.reduce((sum, { count }) => sum + count, 0) / 2
  for (const { used, count } of known.sort((a, b) => a.used - b.used)) {
    left -= count
    if (left <= 0) return used
  }
  return null
}

function numberOf(
  reader: Reader,
  role: string,
  departments: readonly string[],
  further: readonly string[] = [],
): LaneNumber {
  const at = departments.map(department => ({ dims: [department, ...further] }))
  const values = at.map(each => reader.value(role, each))
  const sum = values.reduce((total, value) => (total === null || value === null ? null : total + value), 0)
  const text = figureText(figureOf(sum, { unit: '', decimals: 0, language: reader.language }))
  return { text, value: sum, cell: at.length === 1 ? reader.cell(role, at[0]) : '' }
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { lanes } = view(panel, reader)
  return {
    empty: reader.metric('river') !== null && lanes.length === 0,
    finding: findingOf(reader, lanes),
    summary: [
      ...riskPart(reader, ['none'], { text: reader.say('river.within') }),
      ...riskPart(reader, ['paused'], { text: reader.say('river.paused') }),
      ...riskPart(reader, ['due_soon'], { text: reader.say('risk.due_soon'), glyph: 'warn' }),
      ...riskPart(reader, ['overdue', 'severe'], { text: reader.say('risk.overdue'), glyph: 'bad' }),
      ...unplaced(reader, lanes),
    ],
  }
}

/** `■ 卡在 住建局 勘验 58 件,用时为限的 112%`: the step over its part of the limit where most cases lie. */
function findingOf(reader: Reader, lanes: readonly LaneView[]): Phrase {
  const over = lanes
    .filter(({ isRest }) => !isRest)
    .flatMap(({ title, stocks }) =>
      stocks.filter(({ heat }) => heat === 5).map(stock => ({ title, ...stock })),
    )
  const [worst] = over.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  if (worst === undefined) return []
  const { title: department, text: figure, cell, used } = worst
  const unit = unitIn(reader.language, reader.metric('stations')?.unit)
  const share = figureOf(used, { unit: '%', decimals: 0, language: reader.language })
  const text = reader.say('river.stuck', { department, station: stationName(reader, worst.station) })
  return [
    { glyph: 'bad', text, figure, unit, cell },
    { text: reader.say('river.usedOfLimit'), figure: figureText(share), tone: 'bad' },
  ]
}

function riskPart(reader: Reader, risks: readonly string[], words: Part): Phrase {
  const values = risks.map(risk => reader.value('risk', { dims: [risk] }))
  if (values.every(value => value === null)) return []
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0)
  const text = figureText(figureOf(sum, { unit: '', decimals: 0, language: reader.language }))
  const cell = risks.length === 1 ? reader.cell('risk', { dims: risks }) : ''
  return [{ ...words, figure: text, cell }]
}

function unplaced(reader: Reader, lanes: readonly LaneView[]): Phrase {
  const count = lanes.reduce(
    (sum, { marks }) => sum + marks.filter(({ share, state }) => share === null && state !== 'late').length,
    0,
  )
  return count === 0 ? [] : [{ glyph: 'none', text: reader.say('river.noLimit'), figure: String(count) }]
}
