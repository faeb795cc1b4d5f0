import type { HistoryEntry } from './fields.ts'
import { moveOrder, type OrderState } from './order-state.ts'

/** What an order's history says. An instant is null where the step has not come, or came at an impossible time. */
export interface OrderLife {
  state: OrderState
  /** The first answer or dispatch: when something was done about it. */
  respondedAt: number | null
  /** Of the last time it was sent out. */
  dispatchedAt: number | null
  signedAt: number | null
  /** Sent out at least once, whenever that was. */
  dispatched: boolean
  answeredDirectly: boolean
  /** Replied or directly answered, and not sent out or reopened since: the limit is met, the order may still be open. */
  done: boolean
  doneAt: number | null
  visitedAt: number | null
  closedAt: number | null
  returns: number
  extensions: number
  reopenings: number
  supervisions: number
  /** Steps that an order should not take from where it stood. */
  irregular: number
  /** Steps dated before the order itself (A14). */
  impossible: number
}

const unborn = (): OrderLife => ({
  state: 'received',
  respondedAt: null,
  dispatchedAt: null,
  signedAt: null,
  dispatched: false,
  answeredDirectly: false,
  done: false,
  doneAt: null,
  visitedAt: null,
  closedAt: null,
  returns: 0,
  extensions: 0,
  reopenings: 0,
  supervisions: 0,
  irregular: 0,
  impossible: 0,
})

/** Follows a history in the order of time, however the upstream listed it (A3). */
export function lifeOf(history: readonly HistoryEntry[], receivedAt: number): OrderLife {
  const life = unborn()
  for (const entry of inOrder(history, receivedAt)) take(life, entry, receivedAt)
  return life
}

/**
 * The entries by time. One whose time cannot be (none, or before the order) has none that could order it: it keeps its
 * place behind the one listed before it.
 */
function inOrder(history: readonly HistoryEntry[], receivedAt: number): readonly HistoryEntry[] {
  let last = receivedAt
  let ordered = true
  for (const { at } of history) {
    if (at === null || at < receivedAt) continue
    if (at < last) ordered = false
    last = at
  }
  if (ordered) return history
  let place = receivedAt
  const placed = history.map((entry, index) => {
    const { at } = entry
    if (at !== null && at >= receivedAt) place = at
    return { entry, index, place }
  })
  placed.sort((a, b) => a.place - b.place || a.index - b.index)
  return placed.map(({ entry }) => entry)
}

function take(life: OrderLife, { status, at: told }: HistoryEntry, receivedAt: number): void {
  const possible = told !== null && told >= receivedAt
  const at = possible ? told : null
  if (!possible) life.impossible++
  const move = moveOrder(life.state, status)
  if (!move.regular) life.irregular++
  if (move.enters) ENTER[move.state]?.(life, at)
  else if (status === 'extended') life.extensions++
  else if (status === 'supervised') life.supervisions++
  life.state = move.state
}

type Enter = (life: OrderLife, at: number | null) => void

/** What becomes known when an order comes to a state. */
const ENTER: { readonly [state in OrderState]?: Enter } = {
  direct_answered(life, at) {
    life.answeredDirectly = true
    life.respondedAt ??= at
    finish(life, at)
  },
  dispatched(life, at) {
    life.dispatched = true
    life.respondedAt ??= at
    life.dispatchedAt = at
    life.signedAt = null
    unfinish(life)
  },
  signed(life, at) {
    life.signedAt = at
  },
  replied: finish,
  visited(life, at) {
    life.visitedAt = at
  },
  closed(life, at) {
    life.closedAt = at
  },
  returned(life) {
    life.returns++
    unfinish(life)
  },
  reopened(life) {
    life.reopenings++
    life.closedAt = null
    unfinish(life)
  },
}

/** The first answer counts; one more after it only adds to it. */
function finish(life: OrderLife, at: number | null): void {
  if (life.done) return
  life.done = true
  life.doneAt = at
}

function unfinish(life: OrderLife): void {
  life.done = false
  life.doneAt = null
}
