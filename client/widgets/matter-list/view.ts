import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { writtenOut } from '../../figures/number.ts'
import { momentText } from '../../figures/time.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    /** The kind whose codes the columns are. */
    kind: Type.String(),
    /** Columns that say under the title whose it is; codes are told in words. */
    about: Type.Array(Type.String(), { maxItems: 4 }),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface Matter {
  readonly id: string
  readonly glyph: Glyph
  readonly title: string
  readonly about: string
  readonly state: string
  /** `剩 6 日`, `超 2 日`; of what waits for nothing when it began. */
  readonly when: string
  readonly isOver: boolean
}

const MOST = 8

export function view(panel: PanelDocument, reader: Reader): readonly Matter[] {
  const { most = MOST } = panel.options as Options
  return (reader.list('list')?.rows ?? [])
    .slice(0, most)
    .map(row => matterOf(row, panel.options as Options, reader))
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const list = reader.list('list')
  if (list === null) return {}
  const shown = Math.min((panel.options as Options).most ?? MOST, list.rows.length)
  const total = writtenOut(list.total)
  return {
    empty: list.total === 0,
    subtitle:
      list.total > shown
        ? reader.say('count.shown', { n: shown, total })
        : reader.say('count.of', { n: total }),
  }
}

function matterOf({ id, columns }: ListRow, { kind, about }: Options, reader: Reader): Matter {
  const isOver = columns['overdue'] === true
  const said = about.map(column => reader.word(kind, column, columns[column] ?? ''))
  return {
    id,
    glyph: GLYPH_OF_LIGHT[wordOf(columns['light']) as keyof typeof GLYPH_OF_LIGHT] ?? 'none',
    // Where people pass by, what it is about is not told, and it is called by its number.
    title: wordOf(columns['title']) || wordOf(columns['number']) || reader.say('count.unknown'),
    about: said.filter(Boolean).join('　'),
    state: reader.word(kind, 'state', columns['state'] ?? ''),
    when: whenText(columns, isOver, reader),
    isOver,
  }
}

function whenText(columns: ListRow['columns'], isOver: boolean, reader: Reader): string {
  const [days, dueAt, event] = ['daysLeft', 'dueAt', 'event'].map(name => numberOf(columns[name]))
  const now = reader.now('minute')
  if (dueAt === null || dueAt === undefined) return typeof event === 'number' ? momentText(event, now) : ''
  if (isOver && typeof days === 'number' && days < 0) return reader.say('limit.over', { n: -days })
  return momentText(dueAt, now)
}
