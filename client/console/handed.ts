import type { Fields } from '../../shared/model/value.ts'
import type { ConsoleFamily } from '../../shared/sync/publications.ts'

/** A document that one page of the console hands to its editor: a change that nobody has saved or looked at yet. */
export interface Handed {
  readonly family: ConsoleFamily
  readonly document: Fields & { readonly id: string }
  /** Why, as the history would have it. */
  readonly note: string
  /** The page that it comes from, to go back to. */
  readonly from: string
}

/** Of this page alone: it is taken once, so that nothing is changed by going back and forth. */
let held: Handed | null = null

export function hand(handed: Handed): void {
  held = handed
}

/** null: nothing was handed to the editor of this document. */
export function takeHanded(family: ConsoleFamily, id: string): Handed | null {
  const handed = held
  held = null
  return handed?.family === family && handed.document.id === id ? handed : null
}
