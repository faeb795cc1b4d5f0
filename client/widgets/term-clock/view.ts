import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, figureText } from '../../figures/number.ts'
import type { Part, Tone } from '../../figures/phrase.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { TextOption } from '../notes.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
    /** Columns under the title that say whose it is. */
    about: Type.Array(Type.String(), { maxItems: 3 }),
    /** Amounts are stored as so many to one of this unit. */
    amounts: Type.Optional(
      Type.Object({ scale: Type.Integer({ minimum: 1 }), unit: TextOption }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface ClockRow {
  readonly id: string
  readonly glyph: Glyph
  readonly title: string
  readonly about: string
  readonly stage: string
  readonly amount: string
  /** `剩 3 日`, `超 2 日`, `今日到期`. */
  readonly left: string
  readonly isOver: boolean
  /** Of the axis, at whose end a term and a quarter are used; null: it has no term. */
  readonly used: number | null
}

export interface ClockView {
  readonly rows: readonly ClockRow[]
  readonly tone: Tone | undefined
  /** Where the terms end on the axis. */
  readonly tick: number
}

const MOST = 8
const AXIS = 1.25

export function view(panel: PanelDocument, reader: Reader): ClockView {
  const options = panel.options as Options
  const tone = stalenessOf(reader, reader.feeds('list'))?.ink
  const rows = (reader.list('list')?.rows ?? []).slice(0, options.most ?? MOST)
  return { tone, tick: 1 / AXIS, rows: rows.map(row => rowOf(row, options, reader)) }
}

/** `■ 超时 2`, and how much money is in them and how many were in time. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const list = reader.list('list')
  if (list === null) return {}
  const late = reader.metric('late') === null ? 0 : (reader.value('late') ?? 0)
  const text = reader.say('ledgers.overdue', { n: late })
  const cell = reader.cell('late')
  const isLive = stalenessOf(reader, reader.feeds('list')) === null
  const most = (panel.options as Options).most ?? MOST
  const total = String(list.total)
  return {
    empty: list.total === 0,
    subtitle:
      list.total > most
        ? reader.say('count.shown', { n: most, total })
        : reader.say('count.of', { n: total }),
    finding:
      late === 0 ? [] : [isLive ? { glyph: 'bad', text, tone: 'bad', cell } : { text, tone: 'soft', cell }],
    summary: [...measured('amount', reader), ...measured('rate', reader)],
  }
}

function measured(role: string, reader: Reader): readonly Part[] {
  const metric = reader.metric(role)
  if (metric === null) return []
  const { text: figure, unit } = reader.figure(role)
  return [{ text: reader.text(metric.title), figure, unit, cell: reader.cell(role), tone: 'soft' }]
}

function rowOf({ id, columns }: ListRow, { about, amounts }: Options, reader: Reader): ClockRow {
  const isOver = columns['overdue'] === true
  const amount = numberOf(columns['amount'])
  return {
    id,
    glyph: GLYPH_OF_LIGHT[wordOf(columns['light']) as keyof typeof GLYPH_OF_LIGHT] ?? 'none',
    title: wordOf(columns['title']) || reader.say('count.unknown'),
    about: about
      .map(column => wordOf(columns[column]))
      .filter(Boolean)
      .join('　'),
    stage: wordOf(columns['stage']),
    amount:
      amounts === undefined || amount === null
        ? ''
        : figureText(
            figureOf(amount / amounts.scale, {
              ...{ unit: reader.text(amounts.unit), decimals: 0, language: reader.language },
            }),
          ),
    left: leftOf(numberOf(columns['daysLeft']), isOver, reader),
    isOver,
    used: usedOf(columns, reader.now('minute')),
  }
}

function leftOf(days: number | null, isOver: boolean, reader: Reader): string {
  if (days === null) return reader.say('ledgers.unlimited')
  if (isOver) return days < 0 ? reader.say('limit.over', { n: -days }) : reader.say('ledgers.today')
  return days === 0 ? reader.say('ledgers.today') : reader.say('ledgers.left', { n: days })
}

function usedOf(columns: ListRow['columns'], now: number): number | null {
  const [since, dueAt] = [numberOf(columns['since']), numberOf(columns['dueAt'])]
  if (since === null || dueAt === null || dueAt <= since) return null
  return Math.max(0, Math.min(1, (now - since) / (dueAt - since) / AXIS))
}
