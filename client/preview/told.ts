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

const isToPreview = (data: unknown): data is ToPreview => typeOf(data) === 'scene'
const isFromPreview = (data: unknown): data is FromPreview =>
  typeOf(data) === 'ready' || typeOf(data) === 'measured'

type Said = Pick<MessageEvent<unknown>, 'origin' | 'source' | 'data'>
/** Whom alone a window listens to: a page of this server, in that window. */
export interface Other {
  readonly origin: string
  readonly source: MessageEventSource | null | undefined
}
const isBy = ({ origin, source }: Said, other: Other): boolean =>
  origin === other.origin && source !== null && source === other.source

/** Null: whatever else is said in a window, by other pages and a browser's own parts too, is not for us. */
export const heardByPreview = (said: Said, form: Other): ToPreview | null =>
  isBy(said, form) && isToPreview(said.data) ? said.data : null
export const heardByForm = (said: Said, preview: Other): FromPreview | null =>
  isBy(said, preview) && isFromPreview(said.data) ? said.data : null
