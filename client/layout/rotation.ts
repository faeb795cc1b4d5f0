/** What a rotating wall knows of its scenes: in their order, each with its dwell in seconds. */
export interface Turn {
  readonly scene: string
  readonly dwell: number
}

/** The scene after this one, and at the end the first again; this one itself where there is no other. */
export function sceneAfter(turns: readonly Turn[], scene: string): string {
  const at = turns.findIndex(turn => turn.scene === scene)
  return turns[(at + 1) % turns.length]?.scene ?? scene
}

/** How long a scene is on show; a document that asks for less than a glance is not obeyed. */
export const dwellMs = (turns: readonly Turn[], scene: string): number =>
  Math.max(5, turns.find(turn => turn.scene === scene)?.dwell ?? 90) * 1000
