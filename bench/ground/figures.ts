import type { Goal, Row, Unit } from './benchmark.ts'

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('there is no median of nothing')
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}

/** Ours over what stands beside it, round by round. */
export const ratios = ({ ours, beside }: Row): number[] =>
  beside === undefined ? [] : ours.map((value, i) => value / (beside.values[i] ?? Number.NaN))

/** null: the row has no goal. */
export function isMet(row: Row): boolean | null {
  if (row.goal === undefined) return null
  const reached = median(row.goal.of === 'ratio' ? ratios(row) : row.ours)
  return row.goal.is === 'at least' ? reached >= row.goal.value : reached <= row.goal.value
}

/** `median (min–max)`; a single run has no range, and shows none. */
export function spread(values: readonly number[], show: (value: number) => string): string {
  if (values.length === 1) return show(values[0]!)
  return `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`
}

const SUFFIXES = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const

/** Three figures: more would claim more than was measured. */
export function short(value: number): string {
  const size = SUFFIXES.find(([least]) => Math.abs(value) >= least)
  return size === undefined ? three(value) : `${three(value / size[0])}${size[1]}`
}

const three = (value: number): string => String(Number(value.toPrecision(3)))

const UNITS: {
  readonly [unit in Unit]: { readonly show: (value: number) => string; readonly name: string }
} = {
  'per second': { show: short, name: '/s' },
  ms: { show: three, name: ' ms' },
  us: { show: three, name: ' µs' },
  bytes: { show: short, name: 'B' },
  percent: { show: three, name: ' %' },
  count: { show: short, name: '' },
}

export const figure = (values: readonly number[], unit: Unit): string =>
  spread(values, UNITS[unit].show) + UNITS[unit].name

export function goalText(goal: Goal | undefined, unit: Unit): string {
  if (goal === undefined) return ''
  const value = goal.of === 'ratio' ? String(goal.value) : figure([goal.value], unit)
  return `${goal.of === 'ratio' ? 'ratio ' : ''}${goal.is === 'at least' ? '≥' : '≤'} ${value}`
}

export const ratioText = (row: Row): string =>
  row.beside === undefined ? '' : spread(ratios(row), value => String(Number(value.toPrecision(2))))
