import type { Net } from '../../shared/model/documents.ts'

/** A scene as the navigation shows it. */
export interface SceneLink {
  readonly id: string
  readonly title: string
  readonly to: string
  readonly net?: Net
  /** A phone has it among its tabs. */
  readonly tab?: true
}
