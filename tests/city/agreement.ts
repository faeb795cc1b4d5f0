import type { Expected, Way } from './truth/expected.ts'
import type { Listener } from './listener.ts'
import { numbersIn, type ShownNumber } from './shown-number.ts'

/** A figure on a screen: the cell it stands for, and its text. */
export interface Figure {
  readonly cell: string
  readonly text: string
}

export interface Compared {
  /** Figures that were compared, each cell once. */
  readonly cells: ReadonlySet<string>
  /** Of those, the ones that had to be one number exactly. */
  readonly exact: ReadonlySet<string>
  readonly disagreements: readonly string[]
}

/** Between two instants that lie so close nothing is passed over that the test would notice. */
const GRAIN_MS = 10_000

/** Between these the instant lies whose state the screen shows. */
export function windowOf(way: Way, reports: Pick<Listener, 'report'>, now: number): [number, number] {
  const known = way.feeds.map(feed => reports.report(feed)?.okAt ?? 0)
  return [Math.min(...known) - way.behindMs, way.goesOn ? now : Math.max(...known)]
}

/** Instants between two, so close that nothing is passed over. */
export function instantsBetween([from, to]: readonly [number, number]): readonly number[] {
  const instants = [to]
  for (let instant = Math.floor(from / GRAIN_MS) * GRAIN_MS; instant < to; instant += GRAIN_MS)
    instants.push(instant)
  return instants
}

/** The least and the most that each number of a figure was between two instants. */
function bounds(
  { at, orElse = at }: Expected,
  between: readonly [number, number],
): readonly [number, number][] {
  const instants = instantsBetween(between)
  const found: [number, number][] = []
  for (const account of new Set([at, orElse]))
    for (const instant of instants)
      account(instant).forEach((value, i) => {
        const [least, most] = found[i] ?? [value, value]
        found[i] = [Math.min(least, value), Math.max(most, value)]
      })
  return found
}

/** Rounding of a share that is a quotient of floating numbers. */
const HAIR = 1e-9

/** Compares what stands on a screen with what the upstreams say should; figures that nobody expects are passed over. */
export function compare(
  figures: readonly Figure[],
  expected: readonly Expected[],
  reports: Pick<Listener, 'report'>,
  now: number,
): Compared {
  const [cells, exact, disagreements] = [new Set<string>(), new Set<string>(), [] as string[]]
  const byCell = new Map(expected.map(each => [each.cell, each]))
  for (const { cell, text } of figures) {
    const expectation = byCell.get(cell)
    // Lines and dots of a drawing bear their cell, and say nothing.
    if (expectation === undefined || text === '') continue
    const between = windowOf(expectation.way, reports, now)
    const limits = bounds(expectation, between)
    const shown = numbersIn(text)
    const lies = ({ value, within }: ShownNumber, [least, most]: readonly [number, number]) =>
      value >= least - within - HAIR && value <= most + within + HAIR
    const agrees =
      shown.length > 0 &&
      shown.every((each, i) =>
        expectation.isApart === true
          ? limits.some(limit => lies(each, limit))
          : lies(each, limits[i] ?? [Infinity, -Infinity]),
      )
    cells.add(cell)
    if (limits.every(([least, most]) => least === most)) exact.add(cell)
    if (!agrees)
      disagreements.push(
        `${cell} shows ${text}, its upstream says ${limits.map(limit => limit.join('..')).join(' / ')}`,
      )
  }
  return { cells, exact, disagreements }
}
