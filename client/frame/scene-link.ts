/** A scene as the navigation shows it. */
export interface SceneLink {
  readonly id: string
  readonly title: string
  readonly to: string
}
