import { derive, hold } from '../../shared/city/apply.ts'
import { noneWanted, saveChanges, touchReports, type WantedBlocks } from '../../shared/city/checkpoint.ts'
import type { City } from '../../shared/city/city.ts'
import { countThing } from '../../shared/city/counting.ts'
import { movedDues, rowsDue } from '../../shared/city/moved.ts'
import { nothingSwept } from '../../shared/city/recounting.ts'
import { settle } from '../../shared/city/settle.ts'
import { lift } from '../../shared/city/thing.ts'
import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import type { Written } from '../store/lines.ts'
import type { Store } from '../store/store.ts'
import { openSweeps, type Sweeps } from './sweeps.ts'

export interface RecountParts {
  readonly city: City
  readonly store: Store
  /** The shape under which it is counted. */
  readonly shape: string
  /** Writes what changed, and the rollups that are wanted. */
  readonly save: (wanted: WantedBlocks) => void
  /** A thing that the rules of now cannot take: it is kept, and counts nowhere. */
  readonly onUncounted: (thing: Thing, error: unknown) => void
  /** Things, and rollups, in one step. */
  readonly atOnce?: number | undefined
}

/** Everything counted anew from things and rollups; at the last step there are all cells, and the store has them. */
export function openRecount(parts: RecountParts): Sweeps {
  const { city, store, save, atOnce } = parts
  const recounting = city.recounting ?? nothingSwept()
  city.recounting = recounting
  const { areas, counted, readers } = city
  const sweeps = openSweeps({
    ...{ city, store, save, atOnce },
    into: { areas, counted, readers, recounting },
    countThing: written => countOrTell(parts, written),
  })
  let isBegun = false
  return {
    ...sweeps,
    step() {
      // With the first step and not at once: a start may find no room.
      if (!isBegun) store.beginAnew()
      isBegun = true
      if (!sweeps.step()) return false
      show(parts)
      return true
    },
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

function countOrTell({ city, onUncounted }: RecountParts, written: Written): void {
  const { thing } = written
  try {
    countAnew(city, written)
  } catch (error) {
    city.changed.set(thing.id, { thing, derived: null })
    onUncounted(thing, error)
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
