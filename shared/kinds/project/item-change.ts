import { told } from '../fields.ts'
import type { ChangeType } from './change-fields.ts'
import type { Draft } from './changed-plan.ts'
import type { ItemFields } from './fields.ts'

/** What is changed of an item. */
export type ItemChange = Exclude<ChangeType, 'appointed' | 'released'>

const by = (at: number, told: number | null | undefined): boolean =>
  told !== null && told !== undefined && told <= at
const isOverBy = ({ doneAt, withdrawnAt, voidedAt, returnedAt }: ItemFields, at: number): boolean =>
  [doneAt, withdrawnAt, voidedAt, returnedAt].some(end => by(at, end))
const isApplicable = ({ applicable }: ItemFields): boolean => applicable !== false
const happenedEver = ({ startAt, doneAt, withdrawnAt, voidedAt }: ItemFields): boolean =>
  [startAt, doneAt, withdrawnAt, voidedAt].some(at => told(at) !== null)

/** Of an item: an obstacle of this name that was there by then and is not cleared; -1 is none. */
const openObstacle = ({ blockers }: ItemFields, name: string | null, at: number): number =>
  (told(blockers) ?? []).findIndex(
    each => each.name === name && told(each.clearedAt) === null && (told(each.since) ?? at) <= at,
  )

/** Obstacles of an item that are not cleared. */
export const obstaclesOf = ({ blockers }: ItemFields): readonly string[] =>
  (told(blockers) ?? []).flatMap(({ name, clearedAt }) => (told(clearedAt) === null ? [name] : []))

/**
 * Whether a change of an instant holds of an item: it is judged by how the item stood then, as its upstream tells of it now. What
 * came later, its end most of all, takes nothing back. That it is left out alone is a word about what is to come.
 */
const HOLDS: {
  readonly [type in ItemChange]: (draft: Draft, item: ItemFields, at: number, name: string | null) => boolean
} = {
  omitted: (_draft, item) => isApplicable(item) && !happenedEver(item),
  restored: (draft, item) => draft.omitted.has(item.key),
  tolerated: (_draft, item, at) =>
    isApplicable(item) &&
    !isOverBy(item, at) &&
    item.tolerated !== true &&
    (told(item.after) ?? []).length > 0,
  paused: (draft, item, at) =>
    isApplicable(item) && by(at, item.startAt) && !isOverBy(item, at) && !draft.stopped.has(item.key),
  resumed: (draft, item) => draft.stopped.has(item.key),
  blocked: (_draft, item, at, name) =>
    isApplicable(item) && !isOverBy(item, at) && name !== null && openObstacle(item, name, at) === -1,
  cleared: (_draft, item, at, name) => openObstacle(item, name, at) !== -1,
}

export const holdsOf = (
  draft: Draft,
  item: ItemFields,
  type: ItemChange,
  at: number,
  name: string | null,
): boolean => HOLDS[type](draft, item, at, name)

/** An item after a change that holds. */
const AFTER: {
  readonly [type in ItemChange]: (
    draft: Draft,
    item: ItemFields,
    at: number,
    name: string | null,
  ) => ItemFields
} = {
  omitted(draft, item) {
    draft.omitted.set(item.key, item)
    return { ...item, applicable: false }
  },
  restored(draft, item) {
    const { applicable } = draft.omitted.get(item.key) as ItemFields
    draft.omitted.delete(item.key)
    return { ...item, applicable: told(applicable) }
  },
  tolerated: (_draft, item) => ({ ...item, tolerated: true }),
  paused(draft, item, at) {
    const pauses = told(item.pauses) ?? []
    draft.stopped.set(item.key, pauses.length)
    return { ...item, pauses: [...pauses, { type: 'stop', startAt: at }] }
  },
  resumed(draft, item, at) {
    const own = draft.stopped.get(item.key)
    draft.stopped.delete(item.key)
    const pauses = (told(item.pauses) ?? []).map((pause, i) =>
      i === own ? { ...pause, endAt: Math.max(at, pause.startAt + 1) } : pause,
    )
    return { ...item, pauses }
  },
  blocked: (_draft, item, at, name) => ({
    ...item,
    blockers: [...(told(item.blockers) ?? []), { name: name as string, since: at }],
  }),
  cleared(_draft, item, at, name) {
    const open = openObstacle(item, name, at)
    const blockers = (told(item.blockers) ?? []).map((each, i) =>
      i === open ? { ...each, clearedAt: at } : each,
    )
    return { ...item, blockers }
  },
}

export const applied = (
  draft: Draft,
  item: ItemFields,
  type: ItemChange,
  at: number,
  name: string | null,
): ItemFields => AFTER[type](draft, item, at, name)
