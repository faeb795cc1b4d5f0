import { Type, type Static } from 'typebox'
import { Code, exact, Instant, Name, oneOf, optional, Prose } from '../fields.ts'

/** What a message does to its warning. */
export const MESSAGE_TYPES = ['alert', 'update', 'cancel'] as const

/** Whether it is meant: `drill` is what CAP calls Exercise, System and Test. */
export const MESSAGE_STATUSES = ['actual', 'draft', 'drill'] as const

/** One CAP message of a warning; its business time is that of the warning's first message. */
export const MessageFields = Type.Object(
  {
    /** Identifier of the warning's first message. */
    warningNo: Name,
    messageNo: Name,
    type: oneOf(MESSAGE_TYPES),
    status: oneOf(MESSAGE_STATUSES),
    sentAt: Instant,
    eventType: optional(Code),
    eventName: optional(Name),
    level: optional(Code),
    headline: optional(Name),
    description: optional(Prose),
    instruction: optional(Prose),
    areaName: optional(Name),
    /** From when on it holds; when it was sent, if it does not say. */
    effectiveAt: optional(Instant),
    onsetAt: optional(Instant),
    expiresAt: optional(Instant),
    sender: optional(Name),
    senderName: optional(Name),
  },
  exact,
)
export type MessageFields = Static<typeof MessageFields>
