import { derive, hold } from '../../shared/city/apply.ts'
import { noneWanted, saveChanges, touchReports, type WantedBlocks } from '../../shared/city/checkpoint.ts'
import { countedName, type City } from '../../shared/city/city.ts'
import { countThing } from '../../shared/city/counting.ts'
import { countSlots } from '../../shared/city/readings.ts'
import {
  nothingSwept,
  periodOf,
  sweptName,
  type Over,
  type Recounting,
} from '../../shared/city/recounting.ts'
import { movedDues, rowsDue } from '../../shared/city/moved.ts'
import { settle } from '../../shared/city/settle.ts'
import { lift } from '../../shared/city/thing.ts'
import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { earliestCounted } from '../../shared/metrics/earliest.ts'
import { HOURS, MINUTES } from '../../shared/rollups/rows.ts'
import { idOf } from '../store/rollup-store.ts'
import type { Written } from '../store/lines.ts'
import type { Store } from '../store/store.ts'

export interface RecountParts {
  readonly city: City
  readonly store: Store
  /** The shape under which it is counted. */
  readonly shape: string
  /** Writes what changed, and the rollups that are wanted. */
  readonly save: (wanted: WantedBlocks) => void
  /** A thing that the rules of now cannot take: it is kept, and counts nowhere. */
  readonly onUncounted: (thing: Thing, error: unknown) => void
  /** Things, and rollups, in one step: it keeps the loop for some ten milliseconds. */
  readonly atOnce?: number | undefined
}

/** Everything counted anew from things and rollups, a short step at a time, while more comes in. */
export interface Recount {
  /** Answers whether all of it is counted; then there are all cells, and the store has them. */
  step(): boolean
  /** How many things and rollups are counted, of how many. */
  progress(): { readonly done: number; readonly of: number }
}

const THINGS_AT_ONCE = 300
const ROLLUPS_AT_ONCE = 60

/** One of the sweeps that follow each other; answers how many it passed, null at its end. */
type Sweep = () => number | null

export function openRecount(parts: RecountParts): Recount {
  const { city, store } = parts
  const recounting = city.recounting ?? nothingSwept()
  city.recounting = recounting
  const sweeps = [
    thingSweep(parts, recounting),
    rollupSweep(parts, recounting, MINUTES),
    rollupSweep(parts, recounting, HOURS),
  ]
  let isBegun = false
  let done = 0
  const rollups = ([MINUTES, HOURS] as const).map(over => {
    const from = earliestOf(city, over)
    return from === null ? 0 : store.rollups.countFrom(over, idOf(over, from))
  })
  const of = rollups.reduce((sum, n) => sum + n, store.countThings())

  return {
    step() {
      // With the first step and not at once: a start may find no room.
      if (!isBegun) store.beginAnew()
      isBegun = true
      const passed = sweeps[0]?.() ?? null
      if (passed === null) sweeps.shift()
      else done += passed
      if (sweeps.length > 0) return false
      show(parts)
      return true
    },
    progress: () => ({ done: Math.min(done, of), of }),
  }
}

/** Makes all cells, and keeps them in place of those of before: all of them, since this may be the second try. */
function show({ city, store, shape }: RecountParts): void {
  city.recounting = null
  touchReports(city)
  settle(city)
  // A cursor that a screen has of an earlier time under this shape knows nothing of what went since.
  city.removals.floor = city.seq
  saveChanges(city, noneWanted, changes =>
    store.saveAnew({ ...changes, cells: [...city.cells.values()] }, shape),
  )
}

function thingSweep(parts: RecountParts, recounting: Recounting): Sweep {
  const { city, store, save, onUncounted, atOnce = THINGS_AT_ONCE } = parts
  return () => {
    // First what came in since the last step, so that the store has all that is ahead.
    save(() => false)
    const things = store.thingsAfter(recounting.things ?? '', atOnce)
    for (const written of things) {
      const { thing } = written
      try {
        countAnew(city, written)
      } catch (error) {
        city.changed.set(thing.id, { thing, derived: null })
        onUncounted(thing, error)
      }
    }
    recounting.things = things.at(-1)?.thing.id ?? null
    return things.length === 0 ? null : things.length
  }
}

/** Derives before touching any number. */
function countAnew(city: City, { thing: written, followed }: Written): void {
  const kind = city.kinds.get(written.kind)
  const thing = kind === undefined ? written : lift(kind, written)
  const derived = derive(city, thing)
  noteMoved(city, thing, followed, derived)
  countThing(city, thing, derived, 1)
  hold(city, thing, derived)
}

/** Saved with the thing itself, so that a date that moved is counted once however often this is begun again. */
function noteMoved(
  city: City,
  { kind }: Thing,
  followed: Written['followed'],
  derived: Derived | null,
): void {
  const before = derived !== null && rowsDue(derived).length > 0 ? followed() : null
  const moved = before === null || derived === null ? 0 : movedDues(before, derived).length
  if (moved > 0) city.movedDues.set(kind, (city.movedDues.get(kind) ?? 0) + moved)
}

function rollupSweep(parts: RecountParts, recounting: Recounting, over: Over): Sweep {
  const { city, store, save, atOnce = ROLLUPS_AT_ONCE } = parts
  const swept = recounting.rollups[over]
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
    const from = earliestOf(city, over)
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
      if (kind !== undefined && city.counted.has(countedName(name, over)))
        countSlots(city, over, kind, device, slots())
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
function earliestOf(city: City, over: Over): number | null {
  const kinds = [...city.kinds.keys()]
  const metrics = kinds.flatMap(kind => city.counted.get(countedName(kind, over)) ?? [])
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
