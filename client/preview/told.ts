import type { SceneDocument } from '../../shared/model/documents.ts'

/** What the form and its picture say to each other; both are pages of this server. */
export type ToPreview = {
  readonly type: 'scene'
  readonly scene: SceneDocument
  readonly mode: 'wall' | 'desk'
  /** Of the wall, in pixels of the picture. */
  readonly seams: readonly number[]
}
export type FromPreview =
  | { readonly type: 'ready' }
  /** The smallest text of each panel, in units, and the panels of which a text lies across a seam. */
  | {
      readonly type: 'measured'
      readonly texts: readonly (readonly [panel: string, units: number])[]
      readonly cut: readonly string[]
    }

const typeOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null ? (data as { readonly type?: unknown }).type : undefined

/** Whatever else is said in a window, by a browser's own parts too, is not for us. */
export const isToPreview = (data: unknown): data is ToPreview => typeOf(data) === 'scene'
export const isFromPreview = (data: unknown): data is FromPreview =>
  typeOf(data) === 'ready' || typeOf(data) === 'measured'
