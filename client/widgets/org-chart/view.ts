import { Type } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { writtenOut, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object({}, { additionalProperties: false })

export interface Office {
  readonly id: string
  readonly title: string
  /** What it does; '' where nobody said. */
  readonly duty: string
  /** How much it has to decide; null: nothing that is counted. */
  readonly work: { readonly figure: Figure; readonly cell: string } | null
}

export interface ChartView {
  /** From the top down: who keeps it, and the body over the offices. */
  readonly over: readonly string[]
  readonly offices: readonly Office[]
  /** What the figures count; '' where there are none. */
  readonly counted: string
  readonly tone: Tone | undefined
}

export function view(_panel: PanelDocument, reader: Reader): ChartView {
  const rows = reader.list('list')?.rows ?? []
  const first = rows[0]?.columns ?? {}
  const offices = rows.map(row => officeOf(row, reader))
  return {
    over: rows.length === 0 ? [] : [wordOf(first['department']), wordOf(first['ledger'])].filter(Boolean),
    offices,
    counted: offices.some(({ work }) => work !== null) ? reader.text(reader.metric('work')?.title) : '',
    tone: stalenessOf(reader, reader.feeds('list'))?.ink,
  }
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const list = reader.list('list')
  if (list === null) return {}
  return { empty: list.total === 0, subtitle: reader.say('organs.offices', { n: writtenOut(list.total) }) }
}

function officeOf({ id, columns }: ListRow, reader: Reader): Office {
  const title = wordOf(columns['title']) || wordOf(columns['number'])
  return { id, title, duty: wordOf(columns['stage']), work: workOf(title, reader) }
}

/** Elsewhere an office is called with the name of its body before its own: 高新区审批服务部. */
function workOf(title: string, reader: Reader): Office['work'] {
  if (reader.metric('work') === null) return null
  const own = reader.byDim('work').find(({ dims: [name = ''] }) => name !== '' && name.endsWith(title))
  return own === undefined
    ? null
    : { figure: reader.figure('work', { dims: own.dims }), cell: reader.cell('work', { dims: own.dims }) }
}
