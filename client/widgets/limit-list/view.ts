import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { unitIn } from '../../language/say.ts'
import { figureOf, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { TextOption } from '../notes.ts'
import { placeName } from '../place-name.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** The column that is measured, in the stored units of the list's metric. */
    value: Type.String(),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    /** What a device stands on: rows of the role `things` that say the device, each with its title and how far it is. */
    things: Type.Optional(
      Type.Object(
        { kind: Type.String(), stage: Type.String(), percent: Type.String() },
        { additionalProperties: false },
      ),
    ),
    /** Figures over the list, each by its role. */
    leads: Type.Optional(
      Type.Array(Type.Object({ title: TextOption, value: Type.String() }, { additionalProperties: false }), {
        minItems: 1,
        maxItems: 4,
      }),
    ),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>
type Staged = NonNullable<Options['things']>

export interface LimitRow {
  readonly id: string
  readonly title: string
  readonly beside: string
  /** How far what the device stands on is: `主体结构 62%`; '' where nobody told. */
  readonly stage: string
  readonly figure: Figure
  /** Shares of the axis. */
  readonly share: number | null
  readonly tone: Tone | undefined
  readonly isOver: boolean
}

export interface LimitLead {
  readonly title: string
  readonly figure: Figure
  readonly cell: string
}

export interface LimitView {
  readonly leads: readonly LimitLead[]
  /** Rows say what their devices stand on. */
  readonly isNamed: boolean
  readonly tick: number | null
  readonly cell: string
  readonly rows: readonly LimitRow[]
}

const MOST = 3
/** The limit stands at four fifths, unless somebody is far over it. */
const ROOM = 1.25

/** What was measured at each place, on one axis with what is allowed. */
export function view(panel: PanelDocument, reader: Reader): LimitView {
  const options = panel.options as Options
  const { value, most = MOST, leads = [], things } = options
  const { limit, scale, decimals } = yardstickOf(reader)
  const rows = (reader.list('list')?.rows ?? []).slice(0, most)
  const read = rows.map(row => ({ row, measured: numberIn(row, value, scale) }))
  const end = Math.max(1, (limit ?? 0) * ROOM, ...read.map(({ measured }) => measured ?? 0))
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  const known = thingsOf(reader)
  return {
    leads: leads.map(({ title, value: role }) => ({
      ...{ title: reader.text(title), figure: reader.figure(role), cell: reader.cell(role) },
    })),
    isNamed: things !== undefined,
    tick: limit === null ? null : limit / end,
    cell: reader.cell('list'),
    rows: read.map(({ row, measured }) => {
      const isOver = limit !== null && measured !== null && measured > limit
      return {
        ...namesOf(row, known, options, reader),
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

type Things = ReadonlyMap<string, ListRow>
type Named = Pick<LimitRow, 'id' | 'title' | 'beside' | 'stage'>

const thingsOf = (reader: Reader): Things =>
  new Map((reader.list('things')?.rows ?? []).map(row => [wordOf(row.columns['device']), row]))

/** What its device stands on, where that is told, and else its place. */
function namesOf(row: ListRow, known: Things, options: Options, reader: Reader): Named {
  const place = placeName(reader, row.columns['area'])
  const device = wordOf(row.columns['device'])
  const thing = known.get(device)
  if (options.things !== undefined && thing !== undefined)
    return {
      ...{ id: thing.id, title: wordOf(thing.columns['title']) || device, beside: place },
      stage: stageOf(thing, options.things, reader),
    }
  return { id: row.id, title: place === '' ? device : place, beside: place === '' ? '' : device, stage: '' }
}

/** What is halted says so before all else. */
function stageOf({ columns }: ListRow, { kind, stage, percent }: Staged, reader: Reader): string {
  if (columns['state'] === 'halted') return reader.word(kind, 'state', 'halted')
  const done = numberOf(columns[percent])
  return [wordOf(columns[stage]), done === null ? '' : `${done}%`].filter(Boolean).join(' ')
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
