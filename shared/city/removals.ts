import { DAY, HOUR } from '../calendar/civil.ts'
import type { City } from './city.ts'

/** Where the city stood at an instant. */
export interface Mark {
  readonly at: number
  readonly seq: number
}

/**
 * A removed cell is kept as null for a day, so that a screen that was away learns that it is gone. `marks` say where the city
 * stood each hour of that day; whoever has not been told anything since `floor` may have missed a removal that is forgotten.
 */
export interface Removals {
  marks: readonly Mark[]
  floor: number
}

/** As time passes: forgets the cells that were removed more than a day ago. Without it each hour of a chart would stay for ever. */
export function forgetRemoved(city: City): void {
  const { removals, now } = city
  const marks = marked(removals.marks, { at: now, seq: city.seq })
  removals.marks = marks
  const oldest = marks[0]
  if (oldest === undefined || now - oldest.at < DAY || oldest.seq <= removals.floor) return
  removals.floor = oldest.seq
  for (const [key, cell] of city.cells)
    if (cell.json === null && cell.seq <= oldest.seq) city.cells.delete(key)
}

/** One mark an hour; of those older than a day only the newest is needed. */
function marked(marks: readonly Mark[], here: Mark): readonly Mark[] {
  const last = marks[marks.length - 1]
  if (last !== undefined && here.at - last.at < HOUR) return marks
  const all = [...marks, here]
  const young = all.findIndex(mark => here.at - mark.at < DAY)
  return all.slice(Math.max(0, young - 1))
}
