import { stream } from '../random.ts'
import { periodCode, type Period } from './period.ts'
import { withTotal, type Table } from './table.ts'

/** A18: only so many of the 街镇 have reported when the file is due. */
export function halfOf({ columns, rows }: Table, seed: string, period: Period): Table {
  const towns = rows.slice(0, -1)
  const chosen = new Set(
    stream(seed, 'stat half', periodCode(period))
      .shuffled(towns)
      .slice(0, Math.floor(towns.length / 2)),
  )
  return withTotal(
    columns,
    towns.filter(row => chosen.has(row)),
    '合计',
  )
}
