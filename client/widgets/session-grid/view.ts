import { Type, type Static } from 'typebox'
import { isoOf } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { Reader } from '../reader.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    /** The kind whose states they have. */
    kind: Type.String(),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface Session {
  readonly id: string
  /** `11-20` */
  readonly day: string
  readonly number: string
  readonly theme: string
  /** How many enterprises sit there; '' where nobody said. */
  readonly firms: string
  /** 待举行, 进行中; '' of one that was held. */
  readonly state: string
  readonly isAhead: boolean
  /** One sign for each problem that was raised there. */
  readonly raised: number
  readonly cell: string
}

const MOST = 8

/** The one that is ahead first, then those that were held. */
export function view(panel: PanelDocument, reader: Reader): readonly Session[] {
  const { most = MOST, kind } = panel.options as Options
  const rows = reader.list('sessions')?.rows ?? []
  return rows.slice(0, most).map(({ id, columns }): Session => {
    const [at, firms] = [numberOf(columns['event']), numberOf(columns['firms'])]
    const state = wordOf(columns['state'])
    const number = wordOf(columns['number'])
    const dims = [number]
    return {
      ...{ id, number, theme: wordOf(columns['theme']) },
      day: at === null ? '' : isoOf(at).slice(5, 10),
      firms: firms === null ? '' : String(firms),
      state: state === 'held' ? '' : reader.word(kind, 'state', state),
      isAhead: state === 'planned' || state === 'open',
      raised: state === 'held' ? (reader.value('raised', { dims }) ?? 0) : 0,
      cell: reader.cell('raised', { dims }),
    }
  })
}
