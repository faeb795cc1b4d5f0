import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { unitIn } from '../../language/say.ts'
import { figureOf, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { placeName } from '../place-name.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** The column that is measured, in the stored units of the list's metric. */
    value: Type.String(),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface LimitRow {
  readonly id: string
  readonly title: string
  readonly beside: string
  readonly figure: Figure
  /** Shares of the axis. */
  readonly share: number | null
  readonly tone: Tone | undefined
  readonly isOver: boolean
}

export interface LimitView {
  readonly tick: number | null
  readonly cell: string
  readonly rows: readonly LimitRow[]
}

const MOST = 3
/** The limit stands at four fifths, unless somebody is far over it. */
const ROOM = 1.25

/** What was measured at each place, on one axis with what is allowed. */
export function view(panel: PanelDocument, reader: Reader): LimitView {
  const { value, most = MOST } = panel.options as Options
  const { limit, scale, decimals } = yardstickOf(reader)
  const rows = (reader.list('list')?.rows ?? []).slice(0, most)
  const read = rows.map(row => ({ row, measured: numberIn(row, value, scale) }))
  const end = Math.max(1, (limit ?? 0) * ROOM, ...read.map(({ measured }) => measured ?? 0))
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  return {
    tick: limit === null ? null : limit / end,
    cell: reader.cell('list'),
    rows: read.map(({ row, measured }) => {
      const isOver = limit !== null && measured !== null && measured > limit
      return {
        ...namesOf(row, reader),
        figure: figureOf(measured, { unit: '', decimals, language: reader.language }),
        share: measured === null ? null : measured / end,
        tone: ink ?? (isOver ? 'bad' : undefined),
        isOver,
      }
    }),
  }
}

function yardstickOf(reader: Reader) {
  const metric = reader.metric('list')
  return { limit: metric?.limit ?? null, scale: metric?.scale ?? 1, decimals: metric?.decimals ?? 0 }
}

function numberIn({ columns }: ListRow, column: string, scale: number): number | null {
  const stored = columns[column]
  return typeof stored === 'number' ? stored / scale : null
}

function namesOf({ id, columns }: ListRow, reader: Reader): Pick<LimitRow, 'id' | 'title' | 'beside'> {
  const place = placeName(reader, columns['area'])
  const device = typeof columns['device'] === 'string' ? columns['device'] : ''
  return { id, title: place === '' ? device : place, beside: place === '' ? '' : device }
}

/** `46 处 · 上限 800 µg/m³`. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const metric = reader.metric('list')
  if (metric === null) return {}
  const { text, unit } = reader.metric('count') === null ? { text: '', unit: '' } : reader.figure('count')
  const limit = metric.limit === undefined ? '' : reader.say('limit.ceiling', { n: metric.limit })
  const said = [`${text} ${unit}`.trim(), `${limit} ${unitIn(reader.language, metric.unit)}`.trim()]
  return { subtitle: said.filter(Boolean).join(' · '), empty: reader.list('list')?.total === 0 }
}
