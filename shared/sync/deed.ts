import { Type } from 'typebox'

/** What every message has with which people do something to a thing that goes through steps. */
export const exact = { additionalProperties: false }
/** Made by the client for what somebody does: the same content sent again is the same action. */
export const Action = Type.String({ pattern: '^[A-Za-z0-9-]{8,64}$' })
/** What somebody says in words: blanks are none, and neither is what nobody sees. */
export const Words = (maxLength: number) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '[^\\s\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]',
  })
export const ThingId = Type.String({ minLength: 1, maxLength: 80 })

/** `seen` is the step of the thing that was on the screen. */
export const answer = { action: Action, seen: Type.Integer({ minimum: 1, maximum: 999 }) }
