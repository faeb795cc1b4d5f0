import type { Action, CaseStep, CityCase, Correction, Due, Stage } from './case.ts'

/** A case as it stood at an instant. */
export interface CaseState {
  readonly case: CityCase
  /** Counts its changes, from 1. */
  readonly version: number
  readonly updatedAt: number
  readonly steps: readonly CaseStep[]
  readonly stage: Stage
  readonly due: Due | null
  readonly correction: Correction | null
}

const STAGE_AFTER: { readonly [action in Action]: Stage } = {
  report: 'reported',
  accept: 'accepted',
  reject: 'rejected',
  file: 'filed',
  dispatch: 'dispatched',
  begin: 'disposing',
  return: 'dispatched',
  delay: 'disposing',
  hang: 'hung',
  resume: 'disposing',
  dispose: 'checking',
  rework: 'disposing',
  check: 'checking',
  close: 'closed',
  void: 'void',
}

/** The instants at which the system's picture of a case changes; its version is the place in this list, from 1. */
export function changeTimes({ arrivedAt, steps, correction }: CityCase): number[] {
  const times = [arrivedAt, ...steps.slice(1).map(step => step.at)]
  return correction === null ? times : [...times, correction.at].sort((a, b) => a - b)
}

export const lastChange = ({ steps, arrivedAt, correction }: CityCase): number =>
  Math.max(arrivedAt, steps.at(-1)!.at, correction?.at ?? 0)

/** Null before the system had it. */
export function stateAt(one: CityCase, at: number): CaseState | null {
  if (one.arrivedAt > at) return null
  const times = changeTimes(one).filter(time => time <= at)
  const correction = one.correction !== null && one.correction.at <= at ? one.correction : null
  const steps = one.steps.filter(step => step.at <= at)
  const last = steps.at(-1)!
  return {
    case: one,
    version: times.length,
    updatedAt: times.at(-1)!,
    steps,
    stage: correction?.closedBy === null ? 'void' : STAGE_AFTER[last.action],
    due: steps.findLast(step => step.due !== undefined)?.due ?? null,
    correction,
  }
}

/** When the last such action was taken, or null. */
export const timeOf = (steps: readonly CaseStep[], action: Action): number | null =>
  steps.findLast(step => step.action === action)?.at ?? null

export const countOf = (steps: readonly CaseStep[], action: Action): number =>
  steps.filter(step => step.action === action).length

export const isOpen = ({ stage }: CaseState): boolean =>
  stage !== 'closed' && stage !== 'rejected' && stage !== 'void'
