import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { LegendSign } from '../../map/legend.ts'
import type { MapInk } from '../../map/ink.ts'
import type { DistrictFigure, MapMark, TownFigure } from '../../map/picture.ts'
import { busiest } from '../busiest.ts'
import { phraseText } from '../../figures/phrase.ts'
import { pointSigns, pointsOf } from './points.ts'
import { placeOnMap, resourceSigns, resourcesOf } from './resources.ts'
import { vehicleSigns, vehiclesOf } from './vehicles.ts'
import { warnedOf } from './warned.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    variant: Type.Union([Type.Literal('raised'), Type.Literal('flat')]),
    labels: Type.Optional(Type.Boolean()),
    legend: Type.Optional(Type.Boolean()),
    /** Where the legend stands; at the bottom left when left out. */
    legendAt: Type.Optional(Type.Union([Type.Literal('bottom-left'), Type.Literal('top-right')])),
    /** So many of the busiest communities have a numbered ring. */
    rings: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    /** What the map looks at while the whole city is on show. */
    focus: Type.Optional(Type.String()),
    /** A district with so many overdue is marked. */
    troubleFrom: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface MapView {
  readonly variant: Options['variant']
  readonly labels: boolean
  readonly legend: boolean
  readonly legendAt: 'bottom-left' | 'top-right'
  readonly measure: string
  /** Signs that the legend explains beside the colours. */
  readonly signs: readonly LegendSign[]
  /** Of what is not live. */
  readonly ink: MapInk
  readonly cells: ReadonlyMap<string, number>
  readonly districts: readonly DistrictFigure[]
  readonly towns: ReadonlyMap<string, TownFigure> | null
  readonly marks: readonly MapMark[]
  /** The district or town on show; null for the whole city. */
  readonly focus: string | null
}

const RINGS = 3

const inkOf = (reader: Reader): MapInk => stalenessOf(reader, reader.feeds('cells'))?.ink ?? 'live'

function signsOf(reader: Reader): readonly LegendSign[] {
  const late = { sign: 'overdue', text: reader.say('map.overdueSign') } as const
  const ring = { sign: 'ring', text: reader.say('map.ringSign') } as const
  const alarm = { sign: 'overdue', text: reader.text(reader.metric('alarms')?.title) } as const
  const out = { sign: 'overdue', text: reader.text(reader.metric('incidents')?.title) } as const
  const stale = stalenessOf(reader, reader.feeds('cells'))
  const words = stale === null ? '' : phraseText(stale.phrase)
  return [
    ...(words === '' ? [] : [{ sign: 'stale', text: words } as const]),
    ...(reader.metric('townlate') === null ? [] : [late]),
    ...(reader.metric('places') === null ? [] : [ring]),
    ...(reader.metric('alarms') === null ? [] : [alarm]),
    ...(reader.metric('incidents') === null ? [] : [out]),
    ...pointSigns(reader),
    ...vehicleSigns(reader),
    ...resourceSigns(reader),
  ]
}

export function view(panel: PanelDocument, reader: Reader): MapView {
  const options = panel.options as Options
  const { place } = reader
  return {
    variant: options.variant,
    labels: options.labels ?? true,
    legend: options.legend ?? true,
    legendAt: options.legendAt ?? 'bottom-left',
    measure: reader.text(reader.metric('cells')?.title),
    signs: signsOf(reader),
    ink: inkOf(reader),
    cells: new Map(
      reader
        .byArea('cells')
        .flatMap(({ area, value }) => (value === null || value === 0 ? [] : [[area.id, value]])),
    ),
    districts: districtsOf(reader, options.troubleFrom ?? 1),
    towns: reader.metric('towns') === null ? null : townsOf(reader),
    marks: [
      ...pointsOf(reader),
      ...vehiclesOf(reader),
      ...resourcesOf(reader),
      ...ringsOf(reader, options.rings ?? RINGS),
      ...incidentsOf(reader, 'alarms'),
      ...incidentsOf(reader, 'incidents'),
    ],
    focus: place.level === 'city' ? (options.focus ?? null) : place.id,
  }
}

/** The place that a hand on an area means: its town, a district, the city; null where that is on show already. */
export function entered(reader: Reader, area: string): string | null {
  const node = reader.areas.byId(area)
  const place = node?.level === 'cell' ? node.parent : node
  return !place || place.id === reader.place.id ? null : place.id
}

export const heading = (panel: PanelDocument, reader: Reader): Heading => ({
  title: reader.text(panel.title),
  subtitle: reader.text(panel.subtitle),
})

function districtsOf(reader: Reader, troubleFrom: number): DistrictFigure[] {
  const overdue = new Map(reader.byArea('overdue').map(({ area, value }) => [area.id, value]))
  const isWhole =
    reader.catchingUp('overdue') === null && stalenessOf(reader, reader.feeds('overdue')) === null
  return reader.byArea('districts').map(({ area, value }) => {
    const late = overdue.get(area.id) ?? 0
    const figure = { id: area.id, count: value, ...noteOf(reader, area.id), ...warnedOf(reader, area) }
    if (late < troubleFrom) return figure
    // What was overdue when its source was last heard, or with half of its past, is said and alarms nobody.
    const words = reader.say('map.overdue', { count: late })
    return isWhole ? { ...figure, state: 'bad' as const, words } : { ...figure, words }
  })
}

/** `办结 86%`: the second figure of a label. */
function noteOf(reader: Reader, area: string): { readonly note?: string } {
  if (reader.metric('done') === null || reader.value('done', { area }) === null) return {}
  const { text, unit } = reader.figure('done', { area })
  return { note: reader.say('map.done', { share: `${text}${unit}` }) }
}

function townsOf(reader: Reader): ReadonlyMap<string, TownFigure> {
  const late = new Map(
    reader.catchingUp('townlate') === null
      ? reader.byArea('townlate').map(({ area, value }) => [area.id, value ?? 0])
      : [],
  )
  return new Map(
    reader
      .byArea('towns')
      .map(({ area, value }) => [area.id, { count: value, overdue: late.get(area.id) ?? 0 }]),
  )
}

/** The numbers are those of the list of busiest communities. */
function ringsOf(reader: Reader, most: number): readonly MapMark[] {
  if (reader.metric('places') === null) return []
  return busiest(reader, 'places', most).map(({ code, area }, i) => ({
    id: code,
    area,
    kind: 'spot' as const,
    text: String(i + 1),
  }))
}

/** What is not heard any more alarms nobody. A community stands on its cell. */
function incidentsOf(reader: Reader, role: 'alarms' | 'incidents'): readonly MapMark[] {
  if (reader.metric(role) === null || stalenessOf(reader, reader.feeds(role)) !== null) return []
  return (reader.list(role)?.rows ?? []).flatMap(({ id, columns: { area } }) =>
    typeof area === 'string'
      ? [{ id, area: placeOnMap(reader, area), kind: 'incident' as const, text: '' }]
      : [],
  )
}
