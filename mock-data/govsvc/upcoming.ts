import { dayNumber } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { batchOf } from './batches.ts'
import { LONGEST_LIFE_DAYS, type GovsvcModel } from './model.ts'
import { changesOf, type RowChange } from './rows.ts'

/** The changes of one batch. */
export interface Batch {
  readonly batch: number
  readonly changes: readonly RowChange[]
}

/** What is still to be exchanged, batch by batch, so that the past need not be looked through again every five minutes. */
export interface Upcoming {
  readonly watch: (change: RowChange) => void
  /** The changes of all batches up to this one that were not taken yet, oldest batch first. */
  readonly take: (batch: number) => readonly Batch[]
}

/** Begins after the day in which `since` falls: what was applied for until then must be told it by `watch`. */
export function createUpcoming(city: PretendCity, model: GovsvcModel, since: number): Upcoming {
  const waiting = new Map<number, RowChange[]>()
  let through = dayNumber(since)
  const watch = (change: RowChange): void => {
    const batch = batchOf(change.at)
    const list = waiting.get(batch)
    if (list === undefined) waiting.set(batch, [change])
    else list.push(change)
  }
  const look = (day: number) => {
    for (const handling of ['2', '1'] as const)
      for (const each of model.casesOfDay(handling, day)) changesOf(city, each).forEach(watch)
    through = day
  }
  const take = (batch: number): Batch[] => {
    while (through < dayNumber(batch)) look(through + 1)
    const ripe = [...waiting.keys()].filter(key => key <= batch).sort((a, b) => a - b)
    return ripe.map(key => {
      const changes = waiting.get(key) ?? []
      waiting.delete(key)
      return { batch: key, changes }
    })
  }
  return { watch, take }
}

/** After a restart: looks once through all that may still change. `breathe` is awaited between days. */
export async function upcomingAfter(
  city: PretendCity,
  model: GovsvcModel,
  since: number,
  breathe: () => Promise<void>,
): Promise<Upcoming> {
  const upcoming = createUpcoming(city, model, since)
  const today = dayNumber(since)
  for (let day = today - LONGEST_LIFE_DAYS['2']; day <= today; day++) {
    for (const handling of ['2', '1'] as const) {
      if (day < today - LONGEST_LIFE_DAYS[handling]) continue
      for (const each of model.casesOfDay(handling, day))
        for (const change of changesOf(city, each)) if (batchOf(change.at) > since) upcoming.watch(change)
    }
    await breathe()
  }
  return upcoming
}
