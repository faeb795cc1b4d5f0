import { Type, type Static } from 'typebox'
import type { MetricDocument, PanelDocument } from '../../../shared/model/documents.ts'
import type { Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import { toneOf } from '../yardstick.ts'

const Rate = Type.Object(
  {
    value: Type.String(),
    title: Type.Optional(TextOption),
    /** The full length of the bar; 100 for a percentage. */
    full: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** A role whose figure stands at the right end, e.g. the number of items. */
    of: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

export const Options = Type.Object(
  {
    rates: Type.Array(Rate, { minItems: 1, maxItems: 12 }),
    columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface RateView {
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  readonly tone: Tone | undefined
  /** Shares of the bar; null: unknown, or no yardstick. */
  readonly share: number | null
  readonly tick: number | null
  /** `目标 90`, or what it is of. */
  readonly beside: string
}

export function view(
  panel: PanelDocument,
  reader: Reader,
): { readonly columns: number; readonly rates: readonly RateView[] } {
  const { rates, columns = 2 } = panel.options as Options
  return { columns, rates: rates.map(rate => rateOf(rate, reader)) }
}

function rateOf(rate: Static<typeof Rate>, reader: Reader): RateView {
  const { value: role, full = 100 } = rate
  const metric = reader.metric(role)
  const value = reader.value(role)
  return {
    title: reader.text(rate.title ?? metric?.title),
    figure: reader.figure(role),
    cell: reader.cell(role),
    tone: stalenessOf(reader, reader.feeds(role))?.ink ?? toneOf(value, metric),
    share: shareOf(value, full),
    tick: shareOf(yardstickOf(metric), full),
    beside: rate.of === undefined ? yardstickText(reader, role) : plain(reader.figure(rate.of)),
  }
}

const yardstickOf = (metric: MetricDocument | null): number | null => metric?.limit ?? metric?.target ?? null

const shareOf = (value: number | null, full: number): number | null => (value === null ? null : value / full)

const plain = ({ text, unit }: Figure): string => `${text} ${unit}`.trim()

function yardstickText(reader: Reader, role: string): string {
  const metric = reader.metric(role)
  if (metric?.limit !== undefined) return reader.say('limit.ceiling', { n: metric.limit })
  return metric?.target === undefined ? '' : reader.say('limit.target', { n: metric.target })
}
