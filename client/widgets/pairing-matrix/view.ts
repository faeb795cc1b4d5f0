import { Type } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { writtenOut } from '../../figures/number.ts'
import type { Part, Tone } from '../../figures/phrase.ts'
import { wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object({}, { additionalProperties: false })

/** Pairs in a row. */
const ACROSS = 10

export interface PairCell {
  readonly id: string
  /** Who is paired with whom, and what came of it. */
  readonly words: string
  /** How often he was there; '—' where nobody told. */
  readonly visits: string
  /** The number's address. */
  readonly cell: string
  /** Of the pair that was visited most. */
  readonly share: number
  /** What was found there: still open, all settled, or nothing. */
  readonly found: 'open' | 'settled' | 'none'
}

export interface PairRow {
  /** `01–10`. */
  readonly title: string
  readonly cells: readonly PairCell[]
}

export interface Block {
  /** `县级干部 28`. */
  readonly title: string
  readonly count: string
  readonly rows: readonly PairRow[]
}

export interface MatrixView {
  readonly tone: Tone | undefined
  readonly blocks: readonly Block[]
}

/** What is known of visits, by the number of the pair. */
interface Known {
  readonly visits: (pair: string) => number | null
  readonly most: number
  readonly found: ReadonlyMap<string, readonly string[]>
  /** null: the list of open ones was cut. */
  readonly open: ReadonlySet<string> | null
}

export function view(_panel: PanelDocument, reader: Reader): MatrixView {
  const pairs = reader.list('list')?.rows ?? []
  const known = knownOf(reader)
  const levels = [...new Set(pairs.map(({ columns }) => wordOf(columns['category'])))]
  return {
    tone: stalenessOf(reader, reader.feeds('list'))?.ink,
    blocks: levels.map(title => {
      const own = pairs.filter(({ columns }) => wordOf(columns['category']) === title)
      return { title, count: writtenOut(own.length), rows: rowsOf(own, known, reader) }
    }),
  }
}

/** `走访 612 次 发现问题 62 未销号 1`. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const list = reader.list('list')
  const found = reader.list('found')
  const { open } = knownOf(reader)
  const problems = (found?.rows ?? []).map(({ columns }) => wordOf(columns['problem']))
  const left = open === null ? 0 : new Set(problems.filter(number => open.has(number))).size
  const visits = reader.figure('total')
  const said = (key: 'pairs.visits' | 'pairs.found', figure: string, cell: string): Part => ({
    ...{ text: reader.say(key), figure, cell, tone: 'soft' },
  })
  return {
    empty: list?.total === 0,
    summary: [
      said('pairs.visits', visits.text, reader.cell('total')),
      ...(found === null ? [] : [said('pairs.found', writtenOut(found.total), reader.cell('found'))]),
    ],
    finding: left === 0 ? [] : [{ glyph: 'warn', text: reader.say('pairs.open', { n: left }), tone: 'soft' }],
  }
}

function knownOf(reader: Reader): Known {
  const visits = reader.byDim('visits')
  const found = new Map<string, string[]>()
  for (const { columns } of reader.list('found')?.rows ?? []) {
    const pair = wordOf(columns['pair'])
    found.set(pair, [...(found.get(pair) ?? []), wordOf(columns['problem'])])
  }
  const open = reader.list('open')
  return {
    visits: pair => reader.value('visits', { dims: [pair] }),
    most: Math.max(1, ...visits.map(({ value }) => value ?? 0)),
    found,
    open:
      open === null || open.total > open.rows.length
        ? null
        : new Set(open.rows.map(({ columns }) => wordOf(columns['number']))),
  }
}

const two = (n: number) => String(n).padStart(2, '0')

function rowsOf(pairs: readonly ListRow[], known: Known, reader: Reader): readonly PairRow[] {
  return Array.from({ length: Math.ceil(pairs.length / ACROSS) }, (_, i) => {
    const own = pairs.slice(i * ACROSS, (i + 1) * ACROSS)
    return {
      title: `${two(i * ACROSS + 1)}–${two(i * ACROSS + own.length)}`,
      cells: own.map(pair => cellOf(pair, known, reader)),
    }
  })
}

function cellOf({ id, columns }: ListRow, known: Known, reader: Reader): PairCell {
  const number = wordOf(columns['number'])
  const visits = known.visits(number)
  const problems = known.found.get(number) ?? []
  const isOpen = known.open !== null && problems.some(each => known.open?.has(each))
  const told = visits === null ? '—' : writtenOut(visits)
  return {
    id,
    words: reader.say('pairs.label', {
      ...{ title: wordOf(columns['title']) || number, visits: told, found: problems.length },
    }),
    visits: told,
    cell: reader.cell('visits', { dims: [number] }),
    share: (visits ?? 0) / known.most,
    found: isOpen ? 'open' : problems.length > 0 ? 'settled' : 'none',
  }
}
