import { Type, type Static } from 'typebox'
import { writtenOut } from '../../figures/number.ts'
import { dayNumber } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import { momentText, spanText } from '../../figures/time.ts'
import type { MessageKey } from '../../language/say.ts'
import { placeName } from '../place-name.ts'
import type { ListRow, Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    /** The column that holds the days over; natural days since `dueAt` when left out. */
    daysOver: Type.Optional(Type.String()),
    /** The column that names a row, and those under it; title, then department and place when left out. */
    title: Type.Optional(Type.String()),
    about: Type.Optional(Type.Array(Type.String(), { maxItems: 4 })),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface OverdueRow {
  readonly id: string
  readonly title: string
  readonly about: string
  /** `超 6 日`, or the time it was due when that was today. */
  readonly over: string
  /** 催办, 黄牌, 红牌, 建议问责. */
  readonly step: string
  /** Whether the supervision was signed for: `09:10 已签收`, `待签收 72 分`; '' where none was issued. */
  readonly signed: string
  /** The lamp of a supervision that somebody issued for it, whose state `signed` then says; null: nobody did. */
  readonly pressed: Glyph | null
}

const MOST = 8
const STEPS = new Set(['remind', 'yellow_card', 'red_card', 'propose_accountability'])

export function view(panel: PanelDocument, reader: Reader): readonly OverdueRow[] {
  const options = panel.options as Options
  const rows = reader.list('overdue')?.rows ?? []
  const pressed = pressedIn(reader)
  return rows.slice(0, options.most ?? MOST).map(row => {
    const supervision = pressed.get(row.id)
    const told = rowOf(row, options, reader)
    return supervision === undefined ? told : { ...told, ...pressedText(supervision, reader) }
  })
}

type Columns = ListRow['columns']

/** By what is pressed for, as its own list names it. Who passes by is told of items of projects alone. */
const pressedIn = (reader: Reader): ReadonlyMap<string, Columns> =>
  new Map(
    (reader.list('pressed')?.rows ?? []).map(({ columns }) => [
      wordy(columns['record']) || `${wordy(columns['target'])}#${wordy(columns['item'])}`,
      columns,
    ]),
  )

function pressedText({ state, light }: Columns, reader: Reader): Pick<OverdueRow, 'signed' | 'pressed'> {
  const word = reader.word('supervision', 'state', state ?? '')
  return {
    signed: `${reader.kindName('supervision')} ${word}`,
    pressed: GLYPH_OF_LIGHT[light as keyof typeof GLYPH_OF_LIGHT] ?? 'none',
  }
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const list = reader.list('overdue')
  const most = (panel.options as Options).most ?? MOST
  if (list === null) return {}
  const shown = Math.min(most, list.rows.length)
  return {
    empty: list.total === 0,
    subtitle:
      list.total > shown
        ? reader.say('count.shown', { n: shown, total: writtenOut(list.total) })
        : reader.say('count.of', { n: writtenOut(list.total) }),
  }
}

const wordy = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

function rowOf({ id, columns }: ListRow, options: Options, reader: Reader): OverdueRow {
  const step = wordy(columns['step'])
  const about = options.about?.map(column => wordy(columns[column])) ?? [
    wordy(columns['department']),
    wordy(columns['topicGroup']) || placeName(reader, columns['area']),
  ]
  const named = [options.title ?? 'title', 'name', 'number'].map(column => wordy(columns[column]))
  return {
    id,
    title: named.find(Boolean) ?? '',
    about: about.filter(Boolean).join('　'),
    over: overText(columns, options, reader),
    step: STEPS.has(step) ? reader.say(`step.${step}` as MessageKey) : '',
    signed: signedText(columns, reader),
    pressed: null,
  }
}

function signedText({ supervisedAt, signedAt }: ListRow['columns'], reader: Reader): string {
  const now = reader.now('minute')
  if (typeof signedAt === 'number') return reader.say('item.signed', { time: momentText(signedAt, now) })
  if (typeof supervisedAt !== 'number') return ''
  return reader.say('item.unsigned', { span: spanText(now - supervisedAt, reader.say) })
}

function overText(columns: ListRow['columns'], { daysOver }: Options, reader: Reader): string {
  const counted = daysOver === undefined ? null : columns[daysOver]
  if (typeof counted === 'number') return reader.say('limit.over', { n: counted })
  const dueAt = columns['dueAt']
  if (typeof dueAt !== 'number') return ''
  const now = reader.now('minute')
  const days = dayNumber(now) - dayNumber(dueAt)
  return days > 0
    ? reader.say('limit.over', { n: days })
    : reader.say('limit.overSpan', { span: spanText(Math.max(0, now - dueAt), reader.say) })
}
