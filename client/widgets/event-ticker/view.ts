import { Type, type Static } from 'typebox'
import { writtenOut } from '../../figures/number.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { momentText } from '../../figures/time.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import type { ListRow, Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    /** Two lines an event: the wings of a wide wall have room for it. */
    lines: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2)])),
    /** False where the panel's title says what kind they all are: the words have its room. */
    kinds: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface EventRow {
  readonly id: string
  readonly time: string
  readonly glyph: Glyph
  readonly kind: string
  readonly place: string
  /** Where a tap leads; '' when the event could not be located. */
  readonly placeId: string
  readonly title: string
  readonly state: string
  readonly bad: boolean
}

export interface EventView {
  readonly rows: readonly EventRow[]
  readonly lines: 1 | 2
  readonly kinds: boolean
}

const MOST = 8

export function view(panel: PanelDocument, reader: Reader): EventView {
  const { most = MOST, lines = 1, kinds = true } = panel.options as Options
  const list = reader.list('events')
  return { lines, kinds, rows: (list?.rows ?? []).slice(0, most).map(row => rowOf(row, reader)) }
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const total = reader.list('events')?.total
  return total === undefined ? {} : { subtitle: reader.say('count.of', { n: writtenOut(total) }) }
}

const wordy = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

function rowOf({ id, columns }: ListRow, reader: Reader): EventRow {
  const kind = wordy(columns['kind'])
  const light = wordy(columns['light'])
  const at = columns['event']
  return {
    id,
    time: typeof at === 'number' ? momentText(at, reader.now('minute')) : '',
    glyph: GLYPH_OF_LIGHT[light as keyof typeof GLYPH_OF_LIGHT] ?? 'info',
    kind: reader.kindName(kind),
    ...placeOf(wordy(columns['area']), reader),
    title: wordy(columns['title']) || reader.kindName(kind),
    state: reader.word(kind, 'state', columns['state'] ?? null),
    bad: light === 'red',
  }
}

/** The town, or the district where no town is known; the city itself says nothing. */
function placeOf(code: string, reader: Reader): Pick<EventRow, 'place' | 'placeId'> {
  const area = reader.areas.leafOf(code)
  const near = area?.level === 'cell' ? area.parent : area
  if (near === null || near.level === 'city') return { place: '', placeId: '' }
  return { place: near.shortName, placeId: near.id }
}
