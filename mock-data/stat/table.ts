/** What a number counts. The two of money can be changed into one another (A9). */
export type Unit =
  | '户'
  | '人'
  | '个'
  | '张'
  | '人次'
  | '对'
  | '项'
  | '家'
  | '名'
  | '场'
  | '所'
  | '%'
  | '万元'
  | '亿元'
  | '万吨'
  | '吨标煤'
  | '台'
  | '次'

export interface Column {
  readonly title: string
  /** Null for words, and where the row says its unit itself. */
  readonly unit: Unit | null
  readonly digits: number
}

/** Null: not known, not collected; never the same as 0. */
export type Value = string | number | null

export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  /** The last row sums the others. */
  readonly hasTotal: boolean
}

export const words = (title: string): Column => ({ title, unit: null, digits: 0 })
export const count = (title: string, unit: Unit): Column => ({ title, unit, digits: 0 })
export const amount = (title: string, unit: Unit, digits: number): Column => ({ title, unit, digits })

/** Adds the row that sums every column of numbers; `label` stands in the first column, the other words stay empty. */
export function withTotal(
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
  label: string,
): Table {
  const total = columns.map((_, i): Value => {
    if (i === 0) return label
    const numbers = rows.flatMap(row => (typeof row[i] === 'number' ? [row[i]] : []))
    return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0)
  })
  return { columns, rows: [...rows, total], hasTotal: true }
}
