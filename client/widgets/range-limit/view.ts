import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { unitIn } from '../../language/say.ts'
import { figureOf, figureText, UNKNOWN } from '../../figures/number.ts'
import type { Part, Tone } from '../../figures/phrase.ts'
import { TextOption } from '../notes.ts'
import type { At, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

const Row = Type.Object({ key: Type.String(), title: TextOption }, { additionalProperties: false })

/** A row for each value of the metric's dimension, or for each place of the level that `time` is bound to. */
export const Options = Type.Union([
  Type.Object({ rows: Type.Array(Row, { minItems: 1, maxItems: 8 }) }, { additionalProperties: false }),
  Type.Object({ by: Type.Literal('area') }, { additionalProperties: false }),
])
type Options = Static<typeof Options>

interface Named {
  readonly key: string
  readonly title: string
  readonly at: At
}

export interface RangeRow {
  readonly key: string
  readonly title: string
  /** Shares of the axis; null: nothing is known. */
  readonly from: number | null
  readonly to: number | null
  readonly middle: string
  readonly most: string
  readonly unit: string
  readonly cell: string
  readonly isOver: boolean
  readonly tone: Tone | undefined
}

export interface RangeView {
  /** Where the limit stands on the axis. */
  readonly tick: number
  readonly rows: readonly RangeRow[]
}

const LIMIT = 100
/** The axis ends here: what is beyond lies at its end. */
const END = 140

/** From the median to the ninth tenth, as shares of what each may take, on one axis with the limit; the times in figures. */
export function view(panel: PanelDocument, reader: Reader): RangeView {
  const ink = stalenessOf(reader, reader.feeds('time'))?.ink
  return {
    tick: LIMIT / END,
    rows: namesOf(panel.options as Options, reader).map(row => rowOf(row, ink, reader)),
  }
}

function namesOf(options: Options, reader: Reader): readonly Named[] {
  if ('rows' in options)
    return options.rows.map(({ key, title }) => ({ key, title: reader.text(title), at: { dims: [key] } }))
  return reader.byArea('time').map(({ area }) => ({ key: area.id, title: area.name, at: { area: area.id } }))
}

/** Of all rows together: how much was in time, and what is late now. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const said = (role: 'onTime' | 'late'): Part[] => {
    const metric = reader.metric(role)
    if (metric === null) return []
    const { text, unit } = reader.figure(role)
    const ink = stalenessOf(reader, reader.feeds(role))?.ink
    const isLate = role === 'late' && (reader.value(role) ?? 0) > 0
    if (role === 'late' && !isLate) return []
    const sign: Partial<Part> = isLate ? { glyph: 'bad', tone: 'bad' } : {}
    return [
      {
        ...{ text: reader.text(metric.title), figure: text, unit, cell: reader.cell(role) },
        ...(ink === undefined ? sign : { tone: ink }),
      },
    ]
  }
  return { finding: [...said('onTime'), ...said('late')] }
}

function rowOf({ key, title, at }: Named, ink: Tone | undefined, reader: Reader): RangeRow {
  const shares = sharesOf(reader, at)
  const isOver = shares !== null && (shares[1] ?? Infinity) > LIMIT
  const [middle, most] = timesOf(reader, at)
  return {
    key,
    title,
    from: shares === null ? null : onAxis(shares[0]),
    to: shares === null ? null : onAxis(shares[1]),
    middle,
    most,
    unit: middle === UNKNOWN ? '' : unitIn(reader.language, reader.metric('time')?.unit),
    cell: reader.cell('time', at),
    isOver,
    tone: ink ?? (isOver ? 'bad' : undefined),
  }
}

/** What each may take is its own, or the limit of the times where that is one for all. */
function sharesOf(reader: Reader, at: At): readonly [number | null, number | null] | null {
  if (reader.metric('share') !== null) return pairOf(reader, 'share', at)
  const limit = reader.metric('time')?.limit
  const pair = limit === undefined ? null : pairOf(reader, 'time', at)
  if (pair === null || limit === undefined) return null
  const share = (time: number | null) => (time === null ? null : (time / limit) * LIMIT)
  return [share(pair[0]), share(pair[1])]
}

/** null: no such record yet. Within it null means beyond the last bin of the metric. */
function pairOf(reader: Reader, role: string, at: At): readonly [number | null, number | null] | null {
  const told = reader.percentiles(role, at)
  return told === null ? null : [told[0] ?? null, told[1] ?? null]
}

const onAxis = (share: number | null): number => Math.min(1, (share ?? END) / END)

function timesOf(reader: Reader, at: At): readonly [string, string] {
  const pair = pairOf(reader, 'time', at)
  if (pair === null) return [UNKNOWN, UNKNOWN]
  const metric = reader.metric('time')
  const format = { unit: '', decimals: metric?.decimals ?? 0, language: reader.language }
  const bins = metric?.aggregate.type === 'percentile' ? metric.aggregate.bins : []
  const last = (bins[bins.length - 1] ?? 0) / (metric?.scale ?? 1)
  const text = (value: number | null) =>
    value === null
      ? `>${figureText(figureOf(last, { ...format, decimals: 0 }))}`
      : figureText(figureOf(value, format))
  return [text(pair[0]), text(pair[1])]
}
