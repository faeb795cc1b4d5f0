import type { Stage } from './stage.ts'

/** Eight stages make the way of a project (LYX-01); a plan may leave one out, and its place stays empty. */
const STAGES = 8

/** Columns with a project's stages side by side, each in the place of its number. */
export type StageLists = {
  readonly stageLights: readonly (string | null)[]
  readonly stageUsed: readonly (number | null)[]
  readonly stageLimits: readonly (number | null)[]
  /** Working days by which the item that is overdue longest is over. */
  readonly stageOverdue: readonly (number | null)[]
}

export function stageLists(stages: readonly Stage[]): StageLists {
  const length = stages.reduce((most, { fields }) => Math.max(most, fields.no), STAGES)
  const lights = new Array<string | null>(length).fill(null)
  const used = new Array<number | null>(length).fill(null)
  const limits = new Array<number | null>(length).fill(null)
  const overdue = new Array<number | null>(length).fill(null)
  for (const stage of stages) {
    const place = stage.fields.no - 1
    lights[place] = stage.light
    used[place] = stage.used
    limits[place] = stage.limit
    overdue[place] = stage.overdueDays
  }
  return { stageLights: lights, stageUsed: used, stageLimits: limits, stageOverdue: overdue }
}
