import { noneWanted, type WantedBlocks } from '../../shared/city/checkpoint.ts'
import { countedName, type City } from '../../shared/city/city.ts'
import type { Numbers } from '../../shared/city/counting.ts'
import { countSlots } from '../../shared/city/readings.ts'
import { periodOf, sweptName, type Over, type Recounting } from '../../shared/city/recounting.ts'
import { earliestCounted } from '../../shared/metrics/earliest.ts'
import { HOURS, MINUTES } from '../../shared/rollups/rows.ts'
import { idOf } from '../store/rollup-store.ts'
import type { Written } from '../store/lines.ts'
import type { Store } from '../store/store.ts'

export interface SweepParts {
  readonly city: City
  readonly store: Store
  /** Into what is counted, and how far it has come. */
  readonly into: Numbers & { readonly recounting: Recounting }
  /** Counts a thing; must not throw. */
  readonly countThing: (written: Written) => void
  /** Writes what changed, and the rollups that are wanted. */
  readonly save: (wanted: WantedBlocks) => void
  /** Things, and rollups, in one step: it keeps the loop for some ten milliseconds. */
  readonly atOnce?: number | undefined
}

/** All things, then the minutes, then the hours of devices, a short step at a time, while more comes in. */
export interface Sweeps {
  /** Answers whether all of it is passed. */
  step(): boolean
  /** How many things and rollups are passed, of how many. */
  progress(): { readonly done: number; readonly of: number }
}

const THINGS_AT_ONCE = 300
const ROLLUPS_AT_ONCE = 60

/** One of the sweeps that follow each other; answers how many it passed, null at its end. */
type Sweep = () => number | null

export function openSweeps(parts: SweepParts): Sweeps {
  const { store, into } = parts
  const sweeps = [thingSweep(parts), rollupSweep(parts, MINUTES), rollupSweep(parts, HOURS)]
  let done = 0
  const rollups = ([MINUTES, HOURS] as const).map(over => {
    const from = earliestOf(into, over)
    return from === null ? 0 : store.rollups.countFrom(over, idOf(over, from))
  })
  const of = rollups.reduce((sum, n) => sum + n, store.countThings())

  return {
    step() {
      const passed = sweeps[0]?.() ?? null
      if (passed === null) sweeps.shift()
      else done += passed
      return sweeps.length === 0
    },
    progress: () => ({ done: Math.min(done, of), of }),
  }
}

function thingSweep({ store, save, countThing, into, atOnce = THINGS_AT_ONCE }: SweepParts): Sweep {
  const { recounting } = into
  return () => {
    // First what came in since the last step, so that the store has all that is ahead.
    save(noneWanted)
    const things = store.thingsAfter(recounting.things ?? '', atOnce)
    for (const written of things) countThing(written)
    recounting.things = things.at(-1)?.thing.id ?? null
    return things.length === 0 ? null : things.length
  }
}

function rollupSweep(parts: SweepParts, over: Over): Sweep {
  const { city, store, save, into, atOnce = ROLLUPS_AT_ONCE } = parts
  const swept = into.recounting.rollups[over]
  let next = Number.NaN

  /** Where there is none left, everything is swept. */
  function enter(period: number | null): void {
    swept.from = period ?? Number.POSITIVE_INFINITY
    swept.devices.clear()
    swept.isJoined = false
  }

  /** A device that had no place in this period when its turn was may have one by now: the period is passed once more. */
  function passAgain(): void {
    swept.isJoined = false
    next = idOf(over, swept.from)
  }

  function begin(): void {
    const from = earliestOf(into, over)
    enter(from === null ? null : periodOf(over, from))
    next = from === null ? 0 : idOf(over, from)
  }

  return () => {
    if (Number.isNaN(next)) begin()
    if (swept.from === Number.POSITIVE_INFINITY) return null
    // First what came in, so that the store has all of this period: what is read is what is counted from here on.
    save(({ of, from }) => of === 'device' && periodOf(over, from) === swept.from)
    const found = store.rollups.devicesFrom(over, next, atOnce)
    const here = found.filter(({ from }) => from === swept.from)
    const before = swept.devices.size
    for (const { id, kind: name, device, slots } of here) {
      next = id + 1
      if (swept.devices.has(sweptName(name, device))) continue
      const kind = city.kinds.get(name)
      if (kind !== undefined && into.counted.has(countedName(name, over)))
        countSlots(into, over, kind, device, slots())
      swept.devices.add(sweptName(name, device))
    }
    const passed = swept.devices.size - before
    if (here.length === atOnce) return passed
    if (swept.isJoined) passAgain()
    else enter(nextPeriod(city, over, swept.from, found[here.length]?.from))
    return passed
  }
}

/** The first period that is looked at by any metric over such rollups; null: there is no such metric. */
function earliestOf({ counted }: Numbers, over: Over): number | null {
  const metrics = [...counted].flatMap(([name, group]) => (name.endsWith(`/${over}`) ? group : []))
  return metrics.length === 0 ? null : Math.max(0, Math.min(...metrics.map(earliestCounted)))
}

/** The next period of which the store knows, or which only came in. */
function nextPeriod(city: City, over: Over, after: number, stored: number | undefined): number | null {
  const periods = [...city.rollups.unsaved]
    .filter(({ address }) => address.of === 'device')
    .map(({ address }) => periodOf(over, address.from))
    .filter(period => period > after)
  if (stored !== undefined) periods.push(stored)
  return periods.length === 0 ? null : periods.reduce((least, period) => Math.min(least, period))
}
