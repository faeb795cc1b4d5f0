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
    /** Amounts are stored as so many to one of this unit. */
    amounts: Type.Optional(
      Type.Object({ scale: Type.Integer({ minimum: 1 }), unit: TextOption }, { additionalProperties: false }),
    ),
    /** Roots side by side. */
    columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface Leaf {
  readonly id: string
  readonly title: string
  readonly glyph: Glyph
}

export interface Branch {
  readonly id: string
  readonly title: string
  readonly leaves: readonly Leaf[]
  /** `2 / 3` */
  readonly done: string
  readonly share: number
  readonly amount: string
}

export interface Root extends Omit<Branch, 'leaves'> {
  readonly branches: readonly Branch[]
}

export interface TreeView {
  readonly columns: number
  readonly tone: Tone | undefined
  readonly roots: readonly Root[]
}

type Below = ReadonlyMap<string, readonly ListRow[]>

export function view(panel: PanelDocument, reader: Reader): TreeView {
  const options = panel.options as Options
  const rows = reader.list('list')?.rows ?? []
  const below = childrenOf(rows)
  return {
    columns: options.columns ?? 1,
    tone: stalenessOf(reader, reader.feeds('list'))?.ink,
    roots: rootsOf(rows).map(row => ({
      ...branchOf(row, below, options, reader),
      branches: (below.get(numberIn(row)) ?? []).map(child => branchOf(child, below, options, reader)),
    })),
  }
}

/** `● 完成 29 / 43`, and what is late. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const rows = reader.list('list')?.rows ?? []
  const below = childrenOf(rows)
  const leaves = rootsOf(rows).flatMap(row => leavesOf(row, below))
  const late = leaves.filter(({ columns }) => columns['overdue'] === true).length
  const isLive = stalenessOf(reader, reader.feeds('list')) === null
  const overdue: Part = { text: reader.say('ledgers.overdue', { n: late }), tone: isLive ? 'bad' : 'soft' }
  return {
    empty: reader.list('list')?.total === 0,
    finding: late === 0 ? [] : [isLive ? { ...overdue, glyph: 'bad' } : overdue],
    summary: [{ text: reader.say('ledgers.done'), figure: doneText(leaves, reader), tone: 'soft' }],
  }
}

const numberIn = ({ columns }: ListRow): string => wordOf(columns['number'])

function childrenOf(rows: readonly ListRow[]): Below {
  const below = new Map<string, ListRow[]>()
  for (const row of rows) {
    const parent = wordOf(row.columns['parent'])
    below.set(parent, [...(below.get(parent) ?? []), row])
  }
  return below
}

/** Whose parent is not among them: it may be that the list was cut. */
function rootsOf(rows: readonly ListRow[]): readonly ListRow[] {
  const numbers = new Set(rows.map(numberIn))
  return rows.filter(({ columns }) => !numbers.has(wordOf(columns['parent'])))
}

/** What has nothing below it, at any depth; what names itself as its own parent has nothing below it. */
function leavesOf(row: ListRow, below: Below, depth = 0): readonly ListRow[] {
  const children = (below.get(numberIn(row)) ?? []).filter(child => child !== row)
  if (children.length === 0 || depth > 8) return [row]
  return children.flatMap(child => leavesOf(child, below, depth + 1))
}

const isDone = ({ columns }: ListRow): boolean => columns['state'] === 'done'

const doneText = (leaves: readonly ListRow[], reader: Reader): string =>
  reader.say('ledgers.leaves', { done: leaves.filter(isDone).length, all: leaves.length })

function branchOf(row: ListRow, below: Below, options: Options, reader: Reader): Branch {
  const leaves = leavesOf(row, below)
  return {
    id: row.id,
    title: wordOf(row.columns['title']) || numberIn(row),
    leaves: leaves.map(leaf => ({
      id: leaf.id,
      title: wordOf(leaf.columns['title']) || numberIn(leaf),
      glyph: GLYPH_OF_LIGHT[wordOf(leaf.columns['light']) as keyof typeof GLYPH_OF_LIGHT] ?? 'none',
    })),
    done: doneText(leaves, reader),
    share: leaves.filter(isDone).length / leaves.length,
    amount: amountOf(leaves, options, reader),
  }
}

/** The sum of what is known; '' where nobody told. */
function amountOf(leaves: readonly ListRow[], { amounts }: Options, reader: Reader): string {
  const known = leaves.map(({ columns }) => numberOf(columns['amount'])).filter(amount => amount !== null)
  if (amounts === undefined || known.length === 0) return ''
  const value = known.reduce((sum, amount) => sum + amount, 0) / amounts.scale
  return figureText(
    figureOf(value, { unit: reader.text(amounts.unit), decimals: 2, language: reader.language }),
  )
}
