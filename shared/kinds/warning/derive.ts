import { told } from '../fields.ts'
import type { Derived, Env, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { lifeOf, type WarningLife } from './life.ts'
import { eventTypeOf } from './warning-codes.ts'
import { levelOf, rankOf } from './warning-level.ts'
import { next, type WarningState } from './warning-state.ts'

export function deriveWarning(thing: Thing, { now }: Env): Derived | null {
  const life = lifeOf(thing)
  if (life === null) return null
  const { effectiveAt, endAt } = life.told
  const state = endAt <= now ? next(life.state, 'expire').state : life.state
  const holds = state === 'actual' || state === 'updated'
  const active = holds && effectiveAt <= now
  return {
    area: life.told.part.area,
    row: rowOf(thing, life, state, active),
    nextAt: nextAt(life, state, now),
  }
}

/** It begins to hold, or ends: what is over, or only planned, waits for no beginning. */
function nextAt({ told: { effectiveAt, endAt } }: WarningLife, state: WarningState, now: number) {
  if (state === 'cancelled' || state === 'expired') return null
  const begins = state === 'actual' || state === 'updated'
  return begins && effectiveAt > now ? effectiveAt : endAt
}

/** Of several messages the earliest word of when the first one was sent: those that name it know it better. */
const begunAt = ({ parts }: Thing): number =>
  Object.values(parts)
    .filter(part => part.op !== 'drop')
    .reduce((least, { event }) => Math.min(least, event), Infinity)

function rowOf(thing: Thing, life: WarningLife, state: WarningState, active: boolean): Row {
  const { told: message, newest, cancelledAt } = life
  const { fields, part } = message
  const level = levelOf(fields.level)
  return {
    event: begunAt(thing),
    kind: 'warning',
    area: part.area,
    number: fields.warningNo,
    state,
    active,
    real: life.real,
    level,
    rank: rankOf(level),
    eventType: eventTypeOf(told(fields.eventType)),
    eventName: told(fields.eventName),
    title: told(fields.headline),
    department: told(fields.senderName),
    sender: told(fields.sender),
    areaName: told(fields.areaName),
    sentAt: newest.fields.sentAt,
    effectiveAt: message.effectiveAt,
    onsetAt: told(fields.onsetAt),
    expiresAt: message.endAt,
    endedAt: endedAt(life, state, cancelledAt),
    updates: life.updates,
    marks: marksOf(part, life.irregular, message.impossible),
  }
}

function endedAt(life: WarningLife, state: WarningState, cancelledAt: number | null): number | null {
  if (state === 'cancelled') return cancelledAt
  return state === 'expired' ? life.told.endAt : null
}
