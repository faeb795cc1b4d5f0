import type { Provider } from '../../shared/people/providers.ts'

/** What a directory or an OpenID provider says of somebody who proved to it who they are. It gives no role: accounts are opened here. */
export interface Vouched {
  readonly provider: Provider
  /** Its own, lasting name of the person (entryUUID, sub). */
  readonly subject: string
  /** The name the person has there; believed the first time only, and then bound to the subject. */
  readonly account: string
  /** It asked for a second factor. */
  readonly secondFactor: boolean
}

/** `no`: whom it does not know, or who is not who they say, alike. `down`: it cannot be asked now; local accounts go on. */
export type Answer =
  | { readonly type: 'vouched'; readonly vouched: Vouched }
  | { readonly type: 'no' }
  | { readonly type: 'down'; readonly reason: string }

export const NO: Answer = { type: 'no' }
