import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { unitIn } from '../../language/say.ts'
import { figureOf, figureText, UNKNOWN } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { TextOption } from '../notes.ts'
import type { At, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'

const Row = Type.Object({ key: Type.String(), title: TextOption }, { additionalProperties: false })

/** A row for each value of the metric's dimension. */
export const Options = Type.Object(
  { rows: Type.Array(Row, { minItems: 1, maxItems: 8 }) },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

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
  const { rows } = panel.options as Options
  const ink = stalenessOf(reader, reader.feeds('share'))?.ink
  return { tick: LIMIT / END, rows: rows.map(row => rowOf(row, ink, reader)) }
}

function rowOf({ key, title }: Static<typeof Row>, ink: Tone | undefined, reader: Reader): RangeRow {
  const at: At = { dims: [key] }
  const shares = pairOf(reader, 'share', at)
  const isOver = shares !== null && (shares[1] ?? Infinity) > LIMIT
  const [middle, most] = timesOf(reader, at)
  return {
    key,
    title: reader.text(title),
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
