import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { writtenOut } from '../../figures/number.ts'
import type { Part, Tone } from '../../figures/phrase.ts'
import { spanText } from '../../figures/time.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    /** In one line: without the car parks that it points to. */
    short: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface BoardRow {
  readonly id: string
  readonly glyph: Glyph
  readonly tone: Tone | undefined
  readonly title: string
  /** The car parks it points to; '' where there is no room to say so. */
  readonly lots: string
  readonly shown: string
  readonly counted: string
  /** 一致, 不符 旧数 3 时, 黑屏. */
  readonly state: string
}

const MOST = 6

/** Boards that contradict a car park first, then those out of order, as the list has them. */
export function view(panel: PanelDocument, reader: Reader): readonly BoardRow[] {
  const { most = MOST, short = false } = panel.options as Options
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  return (reader.list('list')?.rows ?? []).slice(0, most).map(row => rowOf(row, short, ink, reader))
}

function rowOf({ id, columns }: ListRow, short: boolean, ink: Tone | undefined, reader: Reader): BoardRow {
  const [glyph, tone] = signOf(columns)
  const lots = columns['lots']
  return {
    id,
    glyph: ink === undefined ? glyph : 'stale',
    tone: ink ?? tone,
    title: wordOf(columns['title']),
    lots: short || !Array.isArray(lots) ? '' : lots.map(wordOf).join('　'),
    shown: writtenOut(numberOf(columns['shown'])),
    counted: writtenOut(numberOf(columns['counted'])),
    state: stateOf(columns, reader),
  }
}

function signOf(columns: ListRow['columns']): readonly [Glyph, Tone | undefined] {
  if (columns['contradicts'] === true) return ['bad', 'bad']
  if (columns['out'] === true) return ['warn', 'warn']
  return columns['off'] === null ? ['none', undefined] : ['ok', undefined]
}

function stateOf(columns: ListRow['columns'], reader: Reader): string {
  if (columns['contradicts'] === true) {
    const [shownAt, readAt] = [numberOf(columns['shownAt']), numberOf(columns['event'])]
    const old = shownAt === null || readAt === null || readAt <= shownAt ? null : readAt - shownAt
    const since = old === null ? '' : ` ${reader.say('guide.since', { span: spanText(old, reader.say) })}`
    return reader.say('guide.contradicts') + since
  }
  if (columns['out'] === true) return reader.word(wordOf(columns['kind']), 'state', columns['state'] ?? '')
  return reader.say(columns['off'] === null ? 'guide.unjudged' : 'guide.agrees')
}

/** `与车场不符 1 块 异常 2 块`, each with its sign while there is something to count. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const list = reader.list('list')
  if (list === null) return {}
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  const said = (role: 'wrong' | 'out', sign: 'bad' | 'warn'): Part => {
    const { text: figure, unit } = reader.figure(role)
    const wanted = ink === undefined && (reader.value(role) ?? 0) > 0
    return {
      ...{ text: reader.say(`guide.${role}`), figure, unit, cell: reader.cell(role) },
      ...(wanted ? { glyph: sign, tone: sign } : ink === undefined ? {} : { tone: ink }),
    }
  }
  const shown = Math.min((panel.options as Options).most ?? MOST, list.rows.length)
  const total = writtenOut(list.total)
  return {
    empty: list.total === 0,
    subtitle:
      list.total > shown
        ? reader.say('count.shown', { n: shown, total })
        : reader.say('count.of', { n: total }),
    finding: [said('wrong', 'bad'), said('out', 'warn')],
  }
}
