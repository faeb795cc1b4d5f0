import { HOUR } from '../../calendar/civil.ts'
import type { Part, Thing } from '../kind.ts'
import type { MessageFields } from './fields.ts'
import { next, type WarningEvent, type WarningState } from './warning-state.ts'

/** CAP leaves open how long a warning holds that does not say: as long as those of the weather service mostly do. */
const UNTOLD_MS = 24 * HOUR

export interface Message {
  readonly part: Part
  readonly fields: MessageFields
  readonly effectiveAt: number
  /** From when on it holds no more, told or not. */
  readonly endAt: number
  /** It ends before it begins (A14): its end is as good as untold. */
  readonly impossible: boolean
}

/** What became of a warning by its messages; what the clock adds stands in `derive`. */
export interface WarningLife {
  readonly state: WarningState
  /** The newest message that says what is warned of: the last one that is no Cancel, where there is one. */
  readonly told: Message
  readonly newest: Message
  readonly updates: number
  readonly irregular: boolean
  /** Somebody meant it, and did not only draft or rehearse it. */
  readonly real: boolean
  readonly cancelledAt: number | null
}

/** null: no message of it is there (any more). */
export function lifeOf({ parts }: Thing): WarningLife | null {
  const all = Object.values(parts)
    .filter(part => part.op !== 'drop')
    .map(messageOf)
  const meant = all.filter(({ fields }) => fields.status === 'actual')
  // What was drafted or rehearsed under the same number says nothing of what is meant.
  const messages = (meant.length > 0 ? meant : all).sort(bySending)
  const newest = messages[messages.length - 1]
  if (newest === undefined) return null
  const warning = messages.filter(({ fields }) => fields.type !== 'cancel')
  const told = warning[warning.length - 1] ?? newest
  return { ...walkThrough(messages), told, newest, real: meant.length > 0 }
}

function messageOf(part: Part): Message {
  const fields = part.fields as unknown as MessageFields
  const effectiveAt = fields.effectiveAt ?? fields.sentAt
  const told = fields.expiresAt ?? null
  const impossible = told !== null && told <= effectiveAt
  const endAt = told === null || impossible ? effectiveAt + UNTOLD_MS : told
  return { part, fields, effectiveAt, endAt, impossible }
}

const ORDER: { readonly [type in MessageFields['type']]: number } = { alert: 0, update: 1, cancel: 2 }

/** As they were sent, in whatever order they came (A17). */
const bySending = (a: Message, b: Message): number =>
  a.fields.sentAt - b.fields.sentAt ||
  ORDER[a.fields.type] - ORDER[b.fields.type] ||
  (a.part.hash < b.part.hash ? -1 : 1)

interface Walk {
  readonly state: WarningState
  readonly endAt: number
  readonly updates: number
  readonly irregular: boolean
  readonly cancelledAt: number | null
}

const BEGINNING: Walk = { state: 'none', endAt: Infinity, updates: 0, irregular: false, cancelledAt: null }

const walkThrough = (messages: readonly Message[]): Walk => messages.reduce(stepOn, BEGINNING)

function stepOn(walk: Walk, message: Message): Walk {
  const { type, sentAt } = message.fields
  const before = walk.endAt <= sentAt ? next(walk.state, 'expire').state : walk.state
  const { state, irregular } = next(before, eventOf(message))
  const isCancelled = state === 'cancelled' && before !== 'cancelled'
  return {
    state,
    endAt: type === 'cancel' ? walk.endAt : message.endAt,
    updates: walk.updates + (type === 'update' ? 1 : 0),
    irregular: walk.irregular || irregular,
    cancelledAt: isCancelled ? sentAt : walk.cancelledAt,
  }
}

function eventOf({ fields: { status, type } }: Message): WarningEvent {
  return type === 'cancel' || status === 'actual' ? type : status
}
