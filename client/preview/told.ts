import type { PanelDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { DrawnCell } from '../../shared/sync/trial.ts'
import type { Language } from '../language/say.ts'

/** What the form of a scene and its picture say to each other; both are pages of this server. */
export interface ToPreview {
  readonly type: 'scene'
  readonly scene: SceneDocument
  readonly mode: 'wall' | 'desk'
  /** Of the wall, in pixels of the picture. */
  readonly seams: readonly number[]
}

/** What the form of a feed tells the picture of its trial. */
export interface ToTrial {
  readonly type: 'trial'
  readonly language: Language
  /** City time of the trial. */
  readonly now: number
  /** In place of an age. */
  readonly tag: string
  readonly panels: readonly TrialPanel[]
  /** The version in force, where there is one, before that which is tried. */
  readonly sides: readonly TrialSide[]
}

export interface TrialPanel {
  readonly scene: string
  readonly panel: PanelDocument
  /** Of the whole city, as it would be shown. */
  readonly changes: readonly { readonly title: string; readonly before: string; readonly after: string }[]
}

export interface TrialSide {
  readonly title: string
  /** With the documents that its widgets need. */
  readonly cells: readonly DrawnCell[]
}

export type FromPreview =
  | { readonly type: 'ready' }
  /** A trial is so high, in pixels. */
  | { readonly type: 'sized'; readonly height: number }
  /** The smallest text of each panel, in units, and the panels of which a text lies across a seam. */
  | {
      readonly type: 'measured'
      readonly texts: readonly (readonly [panel: string, units: number])[]
      readonly cut: readonly string[]
    }

const typeOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null ? (data as { readonly type?: unknown }).type : undefined

const isToPreview = (data: unknown): data is ToPreview => typeOf(data) === 'scene'
const isToTrial = (data: unknown): data is ToTrial => typeOf(data) === 'trial'
const FROM: readonly unknown[] = ['ready', 'sized', 'measured']
const isFromPreview = (data: unknown): data is FromPreview => FROM.includes(typeOf(data))

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
export const heardByTrial = (said: Said, form: Other): ToTrial | null =>
  isBy(said, form) && isToTrial(said.data) ? said.data : null
export const heardByForm = (said: Said, preview: Other): FromPreview | null =>
  isBy(said, preview) && isFromPreview(said.data) ? said.data : null
