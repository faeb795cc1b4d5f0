import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareText, figureText, writtenOut } from '../../figures/number.ts'
import type { Part, Phrase, Tone } from '../../figures/phrase.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** The kind whose themes and states they are. */
    kind: Type.String(),
    /** Themes in their order; ledgers of another come after them. */
    themes: Type.Array(Type.String(), { minItems: 1, maxItems: 16 }),
    /** Tiles side by side. */
    columns: Type.Integer({ minimum: 1, maximum: 16 }),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface LedgerTile {
  readonly name: string
  readonly total: string
  readonly cell: string
  /** `106.8 公里`, `3,015.0万元`. */
  readonly measures: Phrase
  readonly open: Part | null
  readonly overdue: Part | null
  /** Shares of all its entries, in the order of its bar. */
  readonly done: number
  readonly going: number
  readonly planned: number
  readonly late: number
  /** What a screen reader says of its bar. */
  readonly label: string
}

export interface LedgerGroup {
  readonly theme: string
  readonly title: string
  readonly tiles: readonly LedgerTile[]
}

export interface WallView {
  readonly columns: number
  readonly tone: Tone | undefined
  readonly groups: readonly LedgerGroup[]
}

/** How many entries of a ledger stand in each state. */
interface Ledger {
  readonly theme: string
  readonly name: string
  readonly states: ReadonlyMap<string, number>
}

export function view(panel: PanelDocument, reader: Reader): WallView {
  const { themes, columns, kind } = panel.options as Options
  const ledgers = ledgersOf(reader)
  const others = ledgers.map(({ theme }) => theme).filter(theme => !themes.includes(theme))
  const tone = stalenessOf(reader, reader.feeds('states'))?.ink
  return {
    columns,
    tone,
    groups: [...themes, ...new Set(others)]
      .map(theme => ({
        theme,
        title: reader.word(kind, 'theme', theme),
        tiles: ledgers
          .filter(ledger => ledger.theme === theme)
          .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.name < b.name ? -1 : 1))
          .map(ledger => tileOf(ledger, tone === undefined, reader)),
      }))
      .filter(({ tiles }) => tiles.length > 0),
  }
}

/** `■ 台账超时 12 项 分在 4 本`, and how many ledgers there are. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const ledgers = ledgersOf(reader)
  const late = ledgers.map(({ name }) => reader.value('late', { dims: [name] }) ?? 0).filter(n => n > 0)
  const n = writtenOut(late.reduce((sum, each) => sum + each, 0))
  const isLive = stalenessOf(reader, reader.feeds('states')) === null
  const text = reader.say('ledgers.over', { n, ledgers: late.length })
  return {
    subtitle: reader.say('ledgers.reading'),
    finding: late.length === 0 ? [] : [isLive ? { glyph: 'bad', text, tone: 'bad' } : { text, tone: 'soft' }],
    summary: [{ text: reader.say('ledgers.count', { n: ledgers.length }), tone: 'soft' }],
    empty: ledgers.length === 0 && reader.value('total', { dims: [''] }) !== null,
  }
}

function ledgersOf(reader: Reader): readonly Ledger[] {
  const found = new Map<string, { theme: string; name: string; states: Map<string, number> }>()
  for (const { dims, value } of reader.byDim('states')) {
    const [theme = '', name = '', state = ''] = dims
    const ledger = found.get(`${theme}\n${name}`) ?? { theme, name, states: new Map() }
    ledger.states.set(state, value ?? 0)
    found.set(`${theme}\n${name}`, ledger)
  }
  return [...found.values()].filter(ledger => sizeOf(ledger) > 0)
}

const sizeOf = ({ states }: Ledger): number => [...states.values()].reduce((sum, n) => sum + n, 0)

function tileOf(ledger: Ledger, isLive: boolean, reader: Reader): LedgerTile {
  const { name, states } = ledger
  const at = { dims: [name] }
  const size = sizeOf(ledger)
  const of = (state: string): number => states.get(state) ?? 0
  const [done, going, planned] = [of('done'), of('going'), of('planned')]
  const late = reader.value('late', at) ?? 0
  // What is late stands in red and nowhere else: it is taken from what goes on, and then from what is planned.
  const lateGoing = Math.min(late, going)
  const total = bareText(reader.figure('total', at))
  return {
    ...{ name, total, cell: reader.cell('total', at), measures: measuresOf(name, reader) },
    open: openOf(going + planned, reader),
    overdue: overdueOf(name, late, isLive, reader),
    done: done / size,
    going: (going - lateGoing) / size,
    planned: (planned - (late - lateGoing)) / size,
    late: late / size,
    label: reader.say('ledgers.label', { name, total, done: writtenOut(done), late: writtenOut(late) }),
  }
}

function openOf(open: number, reader: Reader): Part | null {
  return open === 0 ? null : { text: reader.say('ledgers.open', { n: writtenOut(open) }), tone: 'soft' }
}

function overdueOf(name: string, late: number, isLive: boolean, reader: Reader): Part | null {
  if (late === 0) return null
  const text = reader.say('ledgers.overdue', { n: writtenOut(late) })
  const cell = reader.cell('late', { dims: [name] })
  return isLive ? { glyph: 'bad', text, tone: 'bad', cell } : { text, tone: 'soft', cell }
}

/** Money first, then what there is most of. */
function measuresOf(name: string, reader: Reader): Phrase {
  const at = { dims: [name] }
  const money =
    reader.metric('amount') === null || (reader.value('amount', at) ?? 0) === 0
      ? []
      : [{ figure: figureText(reader.figure('amount', at)), cell: reader.cell('amount', at) }]
  const quantities = reader
    .byDim('quantity')
    .filter(({ dims, value }) => dims[0] === name && (value ?? 0) > 0)
    .slice(0, 1)
    .map(({ dims, value }) => ({
      figure: [quantityText(value ?? 0), dims[1]].filter(Boolean).join(' '),
      cell: reader.cell('quantity', { dims }),
    }))
  return [...money, ...quantities]
}

const DECIMALS = 2
/** Every digit that was told, and no more: 106.8, 7,579.48, 214. */
const quantityText = (value: number): string => {
  const [whole = '', fraction = ''] = value.toFixed(DECIMALS).split('.')
  const digits = fraction.replace(/0+$/, '')
  return digits === '' ? writtenOut(Number(whole)) : `${writtenOut(Number(whole))}.${digits}`
}
