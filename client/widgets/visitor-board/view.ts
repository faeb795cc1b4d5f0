import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { UNKNOWN, writtenOut } from '../../figures/number.ts'
import type { Part, Phrase, Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  { most: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface SiteRow {
  readonly id: string
  readonly name: string
  readonly inside: string
  readonly capacity: string
  readonly today: string
  /** Of the bar, which ends where it can carry no more; null: unknown. */
  readonly share: number | null
  readonly isOver: boolean
  readonly tone: Tone | undefined
  /** Why nobody counts on it: it was silent, or its gates cannot be right; '' else. */
  readonly doubt: string
  readonly label: string
}

const MOST = 6
const THOUSANDTHS = 1000

/** Scenic spots with who is inside of what they can carry, the most first; those that are silent last. */
export function view(panel: PanelDocument, reader: Reader): readonly SiteRow[] {
  const { most = MOST } = panel.options as Options
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  const rows = [...(reader.list('list')?.rows ?? [])].sort(
    (a, b) => Number(isSilent(a)) - Number(isSilent(b)),
  )
  return rows.slice(0, most).map(row => rowOf(row, ink, reader))
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  return { finding: findingOf(reader), empty: reader.list('list')?.total === 0 }
}

/** `在园 7,686 人, 今日入园 …` and how many can carry no more. */
function findingOf(reader: Reader): Phrase {
  const said = (role: 'inside' | 'today'): Part => {
    const { text, unit } = reader.figure(role)
    return { text: reader.say(`visitors.${role}`), figure: text, unit, cell: reader.cell(role) }
  }
  const over = reader.metric('over') === null ? 0 : (reader.value('over') ?? 0)
  const full: Part = {
    ...{ text: reader.say('visitors.over'), figure: String(over), cell: reader.cell('over') },
    glyph: 'bad',
    tone: 'bad',
  }
  return [...(over === 0 ? [] : [full]), said('inside'), said('today')]
}

const isSilent = ({ columns }: ListRow): boolean => columns['online'] === false

function rowOf({ id, columns }: ListRow, ink: Tone | undefined, reader: Reader): SiteRow {
  const carrying = numberOf(columns['carrying'])
  const doubt = doubtOf(columns, reader)
  const isOver = columns['outside'] === true && doubt === '' && ink === undefined
  const texts = {
    name: wordOf(columns['device']) || id,
    inside: writtenOut(numberOf(columns['inPark'])),
    capacity: writtenOut(numberOf(columns['capacity'])),
  }
  return {
    ...{ id, ...texts, doubt, isOver },
    today: writtenOut(numberOf(columns['today'])),
    share: carrying === null ? null : carrying / THOUSANDTHS,
    tone: ink ?? (doubt === '' ? (isOver ? 'bad' : undefined) : 'dim'),
    label: reader.say('visitors.label', texts),
  }
}

function doubtOf(columns: { readonly [name: string]: Value }, reader: Reader): string {
  if (columns['online'] === false) {
    const event = numberOf(columns['event'])
    return event === null
      ? UNKNOWN
      : reader.say('visitors.silent', { time: momentText(event, reader.now('minute')) })
  }
  return columns['faulty'] === true ? reader.say('visitors.doubtful') : ''
}
