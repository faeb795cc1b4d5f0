import type { InjectionKey } from 'vue'

/** What a hand may do to places that have no element of their own, as on a map. On a wall there is no hand. */
export interface Pointing {
  readonly enter: (place: string) => void
}

export const POINTING: InjectionKey<Pointing> = Symbol('pointing')
export const NO_HAND: Pointing = { enter: () => {} }
