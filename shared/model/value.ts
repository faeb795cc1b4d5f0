/** Plain JSON values: all that may stand in a fact, a cell or a document. */
export type Scalar = string | number | boolean | null
export type Value = Scalar | readonly Value[] | { readonly [name: string]: Value }
export type Fields = { readonly [name: string]: Value }

/** A text in the languages of the screens; Chinese is always there. */
export interface Text {
  readonly zh: string
  readonly en: string
}
