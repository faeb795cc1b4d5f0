import { instantsBetween, windowOf } from './agreement.ts'
import type { Listener } from './listener.ts'
import type { Listed, Row } from './truth/listed.ts'

/** A row as it stands on a screen. */
export interface ShownRow {
  readonly id: string
  readonly text: string
}

/** A row on a screen with what it was, by its upstream, while the screen's state came about; never, where it should not stand there. */
interface Met {
  readonly shown: ShownRow
  readonly keys: readonly number[]
}

const says = ({ text }: ShownRow, { words }: Row) => words.every(word => text.includes(word))
const least = (keys: readonly number[]) => Math.min(...keys)
const most = (keys: readonly number[]) => Math.max(...keys)

/** The neighbours of which the second should stand before the first, whenever one looks. */
const misplaced = (met: readonly Met[]) =>
  met.filter(({ keys }, i) => i > 0 && most(keys) < least(met[i - 1]!.keys))

/** What is wrong with a list, in words: it has those rows that should stand there, all of them as far as it goes, in their order. */
export function faultsOfList(
  shown: readonly ShownRow[],
  listed: Listed,
  reports: Pick<Listener, 'report'>,
  now: number,
): readonly string[] {
  const accounts = instantsBetween(windowOf(listed.way, reports, now)).map(listed.rows)
  const known = Map.groupBy(accounts.flat(), ({ id }) => id)
  const met = shown.map((row): Met => {
    const was = (known.get(row.id) ?? []).filter(each => says(row, each))
    return { shown: row, keys: was.map(({ key }) => key) }
  })
  const strangers = met.filter(({ keys }) => keys.length === 0)
  const placed = met.filter(({ keys }) => keys.length > 0)
  const end = shown.length < listed.most ? Infinity : least(placed.at(-1)?.keys ?? [])
  const shownIds = new Set(shown.map(({ id }) => id))
  const missing = [...known].filter(
    ([id, all]) =>
      all.length === accounts.length && most(all.map(({ key }) => key)) < end && !shownIds.has(id),
  )
  return [
    ...strangers.map(({ shown: { id, text } }) => `${id} has no place there as "${text}"`),
    ...misplaced(placed).map(({ shown: { id } }) => `${id} stands too low`),
    ...missing.map(([id]) => `${id} is missing`),
  ]
}
