import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { unitIn } from '../../language/say.ts'
import { bareText, deltaOf, type Figure, figureOf, figureText } from '../../figures/number.ts'
import type { Phrase } from '../../figures/phrase.ts'
import { TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

const Stage = Type.Object(
  {
    title: TextOption,
    /** What stands here, as in the dimension of `stock`; the last stage is the end, where nothing stands. */
    states: Type.Array(Type.String(), { maxItems: 4 }),
    /** The role that counts what came in within the last hour. */
    flow: Type.String(),
    /** The role that counts what has come this far today. */
    passed: Type.String(),
  },
  { additionalProperties: false },
)

export const Options = Type.Object(
  { stages: Type.Array(Stage, { minItems: 2, maxItems: 8 }) },
  { additionalProperties: false },
)
type Options = Static<typeof Options>
type Stage = Static<typeof Stage>

export interface Counted {
  readonly text: string
  readonly cell: string
}

export interface Gate {
  readonly title: string
  readonly flow: Counted & { readonly value: number | null }
  readonly passed: Counted
  /** null at the end. */
  readonly stock: Stock | null
}

export interface Stock extends Counted {
  readonly value: number | null
  /** Shares of the highest column. */
  readonly share: number
  readonly lateShare: number
  readonly late: Counted & { readonly value: number }
  /** What the last hour left behind, with its sign; null: unknown. */
  readonly net: number | null
  readonly netText: string
  readonly isPiling: boolean
}

export interface GatesView {
  readonly gates: readonly Gate[]
  readonly ink: 'live' | 'soft' | 'dim'
  /** At the end: the share that is through. */
  readonly share: { readonly figure: Figure; readonly cell: string } | null
}

/** Where work stands, what flows between the stages, and so where it piles up. */
export function view(panel: PanelDocument, reader: Reader): GatesView {
  const { stages } = panel.options as Options
  const flows = stages.map(stage => reader.value(stage.flow))
  const stocks = stages.map(stage => sumOf(reader, 'stock', stage))
  const highest = Math.max(1, ...stocks.map(stock => stock ?? 0))
  const nets = stages.map((_, i) => netOf(flows[i] ?? null, flows[i + 1] ?? null))
  const ink = stalenessOf(reader, reader.feeds('stock'))?.ink ?? 'live'
  // What is not live tells of no growth: the hour it speaks of may be long over.
  const piling = ink === 'live' ? pilingAt(stocks, nets) : -1
  return {
    ink,
    share:
      reader.metric('share') === null ? null : { figure: reader.figure('share'), cell: reader.cell('share') },
    gates: stages.map((stage, i) => ({
      title: reader.text(stage.title),
      flow: { ...counted(reader, stage.flow), value: flows[i] ?? null },
      passed: counted(reader, stage.passed),
      stock:
        stage.states.length === 0
          ? null
          : stockOf(reader, stage, {
              stock: stocks[i] ?? null,
              net: nets[i] ?? null,
              highest,
              isPiling: i === piling,
            }),
    })),
  }
}

const counted = (reader: Reader, role: string): Counted => ({
  text: bareText(reader.figure(role)),
  cell: reader.cell(role),
})

function sumOf(reader: Reader, role: 'stock' | 'late', { states }: Stage): number | null {
  const values = states.map(state => reader.value(role, { dims: [state] }))
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  )
}

const netOf = (into: number | null, out: number | null): number | null =>
  into === null || out === null ? null : into - out

interface Found {
  readonly stock: number | null
  readonly net: number | null
  readonly highest: number
  readonly isPiling: boolean
}

function stockOf(reader: Reader, stage: Stage, { stock, net, highest, isPiling }: Found): Stock {
  const format = { unit: '', decimals: 0, language: reader.language }
  const late = reader.metric('late') === null ? 0 : (sumOf(reader, 'late', stage) ?? 0)
  const [only] = stage.states
  const cellOf = (role: string) =>
    stage.states.length === 1 ? reader.cell(role, { dims: [only ?? ''] }) : ''
  return {
    value: stock,
    text: figureText(figureOf(stock, format)),
    cell: cellOf('stock'),
    share: (stock ?? 0) / highest,
    lateShare: Math.min(late, stock ?? 0) / highest,
    late: { value: late, text: figureText(figureOf(late, format)), cell: cellOf('late') },
    net,
    netText: net === null ? '' : figureText(deltaOf(net, format)),
    isPiling,
  }
}

/** Less than this, or less than a tenth of what stands there, is the ordinary coming and going. */
const LEAST_GROWTH = 3
const LEAST_SHARE = 0.1

/** Where the last hour left most behind; -1 where it left nothing worth a word. */
function pilingAt(stocks: readonly (number | null)[], nets: readonly (number | null)[]): number {
  let worst = -1
  nets.forEach((net, i) => {
    const stock = stocks[i] ?? null
    if (net === null || stock === null || net < LEAST_GROWTH || net < stock * LEAST_SHARE) return
    if (worst === -1 || net > (nets[worst] ?? 0)) worst = i
  })
  return worst
}

/** `▲ 积在 核查 40 件 每时再积 11`. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { gates } = view(panel, reader)
  const piling = gates.find(({ stock }) => stock?.isPiling)
  const stock = piling?.stock
  if (piling === undefined || stock === null || stock === undefined) return {}
  const finding: Phrase = [
    {
      glyph: 'warn',
      text: reader.say('gates.piling', { stage: piling.title }),
      figure: stock.text,
      unit: unitIn(reader.language, reader.metric('stock')?.unit),
      cell: stock.cell,
    },
    { text: reader.say('gates.growth'), figure: String(stock.net), tone: 'warn' },
  ]
  return { finding }
}
