import type { Severity } from './hazards.ts'

export type MessageType = 'Alert' | 'Update' | 'Cancel'

/** One CAP message as it was sent, and when the feed showed it. */
export interface Message {
  readonly identifier: string
  readonly type: MessageType
  readonly sentAt: number
  readonly publishedAt: number
  readonly severity: Severity
  readonly expiresAt: number
  /** Published cut short (A7) and whole again at this instant; null: whole from the beginning. */
  readonly mendedAt: number | null
}

export interface Area {
  readonly code: string
  readonly name: string
}

/** A warning from its first message to its end, planned as a whole; in the order in which its messages are sent. */
export interface Warning {
  readonly event: string
  readonly sender: string
  readonly advice: string
  readonly areas: readonly Area[]
  readonly messages: readonly [Message, ...Message[]]
}

export type Standing = 'actual' | 'updated' | 'cancelled' | 'expired'

/** How a warning stands by what can be read of it at an instant. */
export interface WarningState {
  readonly warning: Warning
  readonly state: Standing
  readonly active: boolean
  /** Of the newest message that still warns, else of the Cancel. */
  readonly told: Message
  readonly updates: number
}

export const isReadable = ({ publishedAt, mendedAt }: Message, at: number): boolean =>
  (mendedAt ?? publishedAt) <= at

/** null: nothing of it can be read yet. */
export function stateAt(warning: Warning, at: number): WarningState | null {
  const read = warning.messages.filter(message => isReadable(message, at))
  const told = read.findLast(({ type }) => type !== 'Cancel') ?? read.at(-1)
  if (told === undefined) return null
  const updates = read.filter(({ type }) => type === 'Update').length
  const cancel = read.find(({ type }) => type === 'Cancel')
  // What was over by its own time was not ended by a Cancel that came then.
  const isCancelled = cancel !== undefined && (told === cancel || cancel.sentAt < told.expiresAt)
  const open = updates > 0 ? 'updated' : 'actual'
  const state = isCancelled ? 'cancelled' : told.expiresAt <= at ? 'expired' : open
  return { warning, state, active: state === open, told, updates }
}
