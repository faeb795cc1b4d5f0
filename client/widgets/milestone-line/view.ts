import { Type, type Static } from 'typebox'
import { isoOf } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Tone } from '../../figures/phrase.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** One under the other, where there is no room beside. */
    down: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface Milestone {
  readonly id: string
  /** The year in which it was reached; '' of one that is still ahead. */
  readonly year: string
  readonly title: string
  readonly stage: string
  readonly isReached: boolean
  /** What it is made of. */
  readonly parts: readonly { readonly id: string; readonly title: string }[]
}

export interface LineView {
  readonly isDown: boolean
  readonly tone: Tone | undefined
  readonly stones: readonly Milestone[]
}

/** In the order in which they were reached; what is ahead comes last. */
export function view(panel: PanelDocument, reader: Reader): LineView {
  const rows = reader.list('list')?.rows ?? []
  const numbers = new Set(rows.map(({ columns }) => wordOf(columns['number'])))
  const isPart = (parent: string): boolean => parent !== '' && numbers.has(parent)
  const at = (doneAt: number | null): number => doneAt ?? Infinity
  return {
    isDown: (panel.options as Options).down ?? false,
    tone: stalenessOf(reader, reader.feeds('list'))?.ink,
    stones: rows
      .filter(({ columns }) => !isPart(wordOf(columns['parent'])))
      .map(row => ({ row, doneAt: numberOf(row.columns['doneAt']) }))
      .sort((a, b) => (at(a.doneAt) === at(b.doneAt) ? 0 : at(a.doneAt) - at(b.doneAt)))
      .map(({ row: { id, columns }, doneAt }) => ({
        id,
        year: doneAt === null ? '' : isoOf(doneAt).slice(0, 4),
        title: wordOf(columns['title']),
        stage: wordOf(columns['stage']),
        isReached: doneAt !== null,
        parts: rows
          .filter(({ columns: of }) => wordOf(of['parent']) === wordOf(columns['number']))
          .map(part => ({ id: part.id, title: wordOf(part.columns['title']) })),
      })),
  }
}

export const heading = (_panel: PanelDocument, reader: Reader): Heading => ({
  empty: reader.list('list')?.total === 0,
})
