import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, writtenOut, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** The kind whose trades they are. */
    kind: Type.String(),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    /** Side by side. */
    columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface FirmRow {
  readonly id: string
  readonly name: string
  readonly trade: string
  readonly accounts: Figure
  /** Homes are without it now. */
  readonly isOut: boolean
  readonly outages: Figure
  readonly outagesCell: string
  readonly transfers: Figure
  readonly transfersCell: string
  readonly tone: Tone | undefined
}

export interface FirmView {
  readonly columns: number
  readonly rows: readonly FirmRow[]
}

const MOST = 30

/** Every firm with what happened at it this month; those where homes are without it now stand first. */
export function view(panel: PanelDocument, reader: Reader): FirmView {
  const { most = MOST, columns = 1, kind } = panel.options as Options
  const rows = (reader.list('list')?.rows ?? []).map(row => rowOf(row, kind, reader))
  // Sorting keeps the order of the list among those that are alike.
  return { columns, rows: rows.sort((a, b) => Number(b.isOut) - Number(a.isOut)).slice(0, most) }
}

function rowOf({ id, columns }: ListRow, kind: string, reader: Reader): FirmRow {
  const name = wordOf(columns['name'])
  const at = { dims: [name] }
  const isOut = (reader.value('open', at) ?? 0) > 0
  const role = isOut ? 'open' : 'outages'
  const ink = stalenessOf(reader, reader.feeds('open'))?.ink
  return {
    ...{ id, name, trade: reader.word(kind, 'trade', columns['trade'] ?? ''), isOut },
    accounts: figureOf(numberOf(columns['accounts']), {
      ...{ unit: reader.say('firms.households'), decimals: 0, language: reader.language },
    }),
    ...{ outages: reader.figure(role, at), outagesCell: reader.cell(role, at) },
    ...{ transfers: reader.figure('transfers', at), transfersCell: reader.cell('transfers', at) },
    tone: ink ?? (isOut ? 'bad' : undefined),
  }
}

/** `26 家`, and of how many something is out. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const total = reader.list('list')?.total
  if (total === undefined) return {}
  const { most = MOST, kind } = panel.options as Options
  const out = (reader.list('list')?.rows ?? [])
    .map(row => rowOf(row, kind, reader))
    .filter(({ isOut }) => isOut).length
  const n = writtenOut(total)
  return {
    empty: total === 0,
    subtitle:
      total > most ? reader.say('count.shown', { n: most, total: n }) : reader.say('firms.count', { n }),
    finding:
      out === 0 || stalenessOf(reader, reader.feeds('open')) !== null
        ? []
        : [{ glyph: 'bad', text: reader.say('firms.out', { n: writtenOut(out) }), tone: 'bad' }],
  }
}
