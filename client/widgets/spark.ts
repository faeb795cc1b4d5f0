import { bucketSpan } from './norm.ts'
import type { Point, Reader } from './reader.ts'

/** A line without axes: its ends say whether it rises. Points are shares of its box, from the top left. */
export interface Spark {
  readonly line: readonly (readonly [x: number, y: number])[]
}

/** A day of hours: more would show its nights, not where it goes. */
const MOST = 24

/** null: too little to draw. A bucket without a value leaves no point, nor does the one that still fills. */
export function sparkOf(reader: Reader, role: string): Spark | null {
  const over = reader.now('minute') - bucketSpan(reader.metric(role))
  const points = reader.series(role).filter(([at, value]) => value !== null && at <= over)
  const last = points.slice(-MOST)
  return last.length < 2 ? null : { line: scaled(last) }
}

function scaled(points: readonly Point[]): Spark['line'] {
  const values = points.map(([, value]) => value ?? 0)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const [first, final] = [(points[0] as Point)[0], (points[points.length - 1] as Point)[0]]
  const across = final - first || 1
  const up = high - low || 1
  return points.map(([at, value]) => [(at - first) / across, 1 - ((value ?? low) - low) / up])
}
