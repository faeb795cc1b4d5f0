import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareText, figureText } from '../../figures/number.ts'
import { momentText } from '../../figures/time.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { Reader } from '../reader.ts'

export const Options = Type.Object(
  {
    /** The kind whose codes the dimensions are. */
    kind: Type.String(),
    /** Roles of the figures over the stages, from the first to the last. */
    heads: Type.Array(Type.String(), { maxItems: 6 }),
    /** Roles told at the foot. */
    foot: Type.Array(Type.String(), { maxItems: 4 }),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface Told {
  readonly key: string
  readonly title: string
  readonly text: string
  readonly cell: string
}

/** Beside its lines. */
export interface Bank extends Told {
  readonly count: number
}

/** How far a line comes: out of the ledger, or to a gate behind which there is nothing yet. */
export type Reach = 'rejected' | 'merged' | 'analysis' | 'group' | 'confirmation' | 'end'

export interface Strand {
  readonly source: string
  readonly group: string
  readonly reach: Reach
}

export interface River {
  readonly heads: readonly Told[]
  readonly sources: readonly Bank[]
  readonly groups: readonly Bank[]
  readonly exits: readonly Told[]
  readonly foot: readonly Told[]
  /** By source, then by group. */
  readonly strands: readonly Strand[]
  /** How many problems one line is. */
  readonly per: number
  /** What stands where a line stops; '' while none does. */
  readonly open: string
}

/** More lines than these are a ground: each is then several problems. */
const MOST = 260

const REACH: { readonly [state: string]: Reach } = {
  ...{ rejected: 'rejected', merged: 'merged', collected: 'analysis', analysing: 'analysis' },
  ...{ assigned: 'group', handling: 'group', resolved: 'confirmation', confirmed: 'confirmation' },
  struck_off: 'end',
}

export function view(panel: PanelDocument, reader: Reader): River {
  const { kind, heads, foot } = panel.options as Options
  const told = (role: string): Told => ({
    ...{ key: role, title: reader.text(reader.metric(role)?.title) },
    ...{ text: bareText(reader.figure(role)), cell: reader.cell(role) },
  })
  const banks = (role: string, column: string): Bank[] =>
    reader.byDim(role).flatMap(({ dims, value }) => {
      const [code = ''] = dims
      if (value === null || value === 0 || code === '') return []
      const told = { text: bareText(reader.figure(role, { dims })), cell: reader.cell(role, { dims }) }
      return [{ key: code, title: reader.word(kind, column, code), count: value, ...told }]
    })
  const exit = (state: string): Told => ({
    ...{ key: state, title: reader.word(kind, 'state', state) },
    text: bareText(reader.figure('states', { dims: [state] })),
    cell: reader.cell('states', { dims: [state] }),
  })
  const [sources, groups] = [banks('sources', 'source'), banks('groups', 'group')]
  return {
    ...{ heads: heads.map(told), sources, groups },
    foot: foot.map(role => ({ ...told(role), text: figureText(reader.figure(role)) })),
    exits: ['rejected', 'merged'].map(exit),
    ...strandsOf(reader, sources, groups),
    open: openText(kind, reader),
  }
}

function strandsOf(
  reader: Reader,
  sources: readonly Bank[],
  groups: readonly Bank[],
): Pick<River, 'strands' | 'per'> {
  const cells = reader.byDim('flow').filter(({ value }) => value !== null && value > 0)
  const total = cells.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const per = Math.max(1, Math.ceil(total / MOST))
  const place = (all: readonly Bank[], key: string) => {
    const at = all.findIndex(bank => bank.key === key)
    return at === -1 ? all.length : at
  }
  const order = ({ source, group }: Strand) => place(sources, source) * 100 + place(groups, group)
  const strands = cells.flatMap(({ dims, value }): Strand[] => {
    const [source = '', group = '', state = ''] = dims
    const reach = REACH[state] ?? 'analysis'
    // Each is a thing of its own: where it runs is kept by it.
    return Array.from({ length: Math.max(1, Math.round((value ?? 0) / per)) }, () => ({
      ...{ source, group, reach },
    }))
  })
  return { per, strands: strands.sort((a, b) => order(a) - order(b)) }
}

/** The most pressing one: its temporary group, else its group, and until when. */
function openText(kind: string, reader: Reader): string {
  const row = reader.list('open')?.rows.find(({ columns }) => wordOf(columns['group']) !== '')
  if (row === undefined) return ''
  const { groupName, group, dueAt } = row.columns
  const due = numberOf(dueAt)
  return [
    wordOf(groupName) || reader.word(kind, 'group', group ?? ''),
    due === null ? '' : `→ ${momentText(due, reader.now('minute'))}`,
  ]
    .filter(Boolean)
    .join(' ')
}
