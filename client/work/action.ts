import { Refusal } from '../people/asking.ts'

/** What a person does is called by it, so that what is sent again is done once (WRKC1). Older browsers have no `randomUUID`. */
export function newAction(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** How it stands, where an action came too late; null: that was not why it was refused. */
export function currentIn<T extends object>(error: unknown): T | null {
  const current = error instanceof Refusal ? error.told['current'] : undefined
  return typeof current === 'object' && current !== null ? (current as T) : null
}

export const refusalOf = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('failed', String(error))
