import type { Reader } from '../reader.ts'
import { lineOf } from './line.ts'
import { marksOf, tally, type Mark } from './marks.ts'

/** A row of the river: the departments of one line of work, or of all lines that have no row of their own. */
export interface Lane {
  /** The line of work; '' is unknown. */
  readonly key: string
  readonly departments: readonly string[]
  /** How many lines share this row; 1 for a row of its own. */
  readonly lines: number
  readonly marks: readonly Mark[]
}

/** The lines in most trouble have rows of their own, the others share the last one: every case is on the screen. */
export function lanesOf(reader: Reader, most: number): readonly Lane[] {
  const all = [...departmentsByLine(reader)]
    .map(([line, departments]) => laneOf(reader, line, departments))
    .sort(worstFirst)
  if (all.length <= most) return all
  const rest = all.slice(most - 1)
  return [
    ...all.slice(0, most - 1),
    {
      key: '\n',
      departments: rest.flatMap(lane => lane.departments),
      lines: rest.length,
      marks: rest.flatMap(lane => lane.marks),
    },
  ]
}

function departmentsByLine(reader: Reader): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>()
  for (const { dims, value } of reader.byDim('open')) {
    if (value === 0) continue
    const department = dims[0] ?? ''
    const line = lineOf(department, reader.areas)
    lines.set(line, [...(lines.get(line) ?? []), department])
  }
  return lines
}

const laneOf = (reader: Reader, key: string, departments: readonly string[]): Lane => ({
  key,
  departments,
  lines: 1,
  marks: departments.flatMap(department => marksOf(reader.list('river', { dims: [department] }))),
})

function worstFirst(a: Lane, b: Lane): number {
  const [one, other] = [tally(a.marks), tally(b.marks)]
  return (
    other.late - one.late ||
    other.soon - one.soon ||
    b.marks.length - a.marks.length ||
    (a.key < b.key ? -1 : 1)
  )
}
