import { Type, type Static } from 'typebox'
import { bareText } from '../../figures/number.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Tone } from '../../figures/phrase.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

const Stage = Type.Object(
  {
    /** As in the metric's dimension. */
    key: Type.String(),
    title: TextOption,
    /** In the unit of `used`; the role `limit` where it is left out. */
    limit: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  { additionalProperties: false },
)

export const Options = Type.Object(
  {
    stages: Type.Array(Stage, { minItems: 1, maxItems: 16 }),
    unit: TextOption,
    /** Codes of the role `whole`: what the whole took before, and what it may take now: `120 → 55 工作日`. */
    whole: Type.Optional(
      Type.Object(
        { before: Type.String(), now: Type.String(), unit: TextOption },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface StageRow {
  readonly key: string
  readonly title: string
  readonly used: string
  readonly limit: string
  readonly cell: string
  readonly tone: Tone | undefined
  readonly glyph: Glyph | null
  /** Shares of the longest bar. */
  readonly share: number | null
  readonly tick: number | null
}

export interface StageLimitsView {
  readonly unit: string
  readonly rows: readonly StageRow[]
}

/** How long each stage takes on average, on one axis with what it may take. */
export function view(panel: PanelDocument, reader: Reader): StageLimitsView {
  const { stages, unit } = panel.options as Options
  const read = stages.map(stage => {
    const dims = [stage.key]
    return {
      stage,
      used: reader.value('used', { dims }),
      limit: stage.limit ?? reader.value('limit', { dims }),
    }
  })
  const longest = Math.max(1, ...read.map(({ used, limit }) => Math.max(used ?? 0, limit ?? 0)))
  const ink = stalenessOf(reader, reader.feeds('used'))?.ink
  return {
    unit: reader.text(unit),
    rows: read.map(({ stage, used, limit }) => {
      const over = used !== null && limit !== null && used > limit
      const dims = [stage.key]
      return {
        key: stage.key,
        title: reader.text(stage.title),
        used: bareText(reader.figure('used', { dims })),
        limit: limit === null ? '—' : String(Number(limit.toFixed(1))),
        cell: reader.cell('used', { dims }),
        tone: ink ?? (over ? 'bad' : undefined),
        glyph: over ? 'bad' : null,
        share: used === null ? null : used / longest,
        tick: limit === null ? null : limit / longest,
      }
    }),
  }
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { whole } = panel.options as Options
  // Beside words about freshness there is no room for it.
  if (whole === undefined || stalenessOf(reader, reader.feeds('used')) !== null) return {}
  // Whole days were published: another indicator of the same metric has decimals, these have none to show.
  const published = (code: string) => ({
    figure: bareText(reader.figure('whole', { dims: [code] })).replace(/\.0+$/, ''),
    cell: reader.cell('whole', { dims: [code] }),
  })
  const before = published(whole.before)
  return {
    summary: [
      { ...before, figure: `${before.figure} →`, tone: 'soft' },
      { ...published(whole.now), unit: ` ${reader.text(whole.unit)}`, tone: 'lamp' },
    ],
  }
}
