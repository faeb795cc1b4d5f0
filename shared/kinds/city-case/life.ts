import { isOver, moveCase, type CaseAction, type CaseStage } from './case-state.ts'
import type { CaseEntry } from './fields.ts'

/** What a case's history says; an instant is null where the step has not come, or nobody can say when. */
export interface CaseLife {
  stage: CaseStage
  acceptedAt: number | null
  filedAt: number | null
  dispatchedAt: number | null
  begunAt: number | null
  disposedAt: number | null
  checkedAt: number | null
  closedAt: number | null
  reworks: number
  delays: number
  returns: number
  /** How far it came in the main line, 0 上报 to 6 结案. */
  reached: number
  irregular: number
  impossible: number
}

/** The place of an action in the main line: a case that was disposed of was dispatched, whether told or not. */
const REACHES: { readonly [action in CaseAction]?: number } = {
  accept: 1,
  file: 2,
  dispatch: 3,
  dispose: 5,
  check: 5,
  close: 6,
  begin: 4,
}

const unborn = (): CaseLife => ({
  stage: 'reported',
  acceptedAt: null,
  filedAt: null,
  dispatchedAt: null,
  begunAt: null,
  disposedAt: null,
  checkedAt: null,
  closedAt: null,
  reworks: 0,
  delays: 0,
  returns: 0,
  reached: 0,
  irregular: 0,
  impossible: 0,
})

/** Follows a history in the order of time, however it was listed (A3). */
export function caseLifeOf(history: readonly CaseEntry[], reportedAt: number): CaseLife {
  const life = unborn()
  for (const entry of inOrder(history, reportedAt)) take(life, entry, reportedAt)
  if (isOver(life.stage) && life.stage !== 'closed') life.closedAt = null
  return life
}

/** An entry without a possible time keeps its place behind the one listed before it. */
function inOrder(history: readonly CaseEntry[], reportedAt: number): readonly CaseEntry[] {
  let place = reportedAt
  const placed = history.map((entry, index) => {
    if (entry.at !== null && entry.at >= reportedAt) place = entry.at
    return { entry, index, place }
  })
  return placed.sort((a, b) => a.place - b.place || a.index - b.index).map(({ entry }) => entry)
}

function take(life: CaseLife, { action, at: told }: CaseEntry, reportedAt: number): void {
  const at = told !== null && told >= reportedAt ? told : null
  if (at === null) life.impossible++
  const { stage, regular } = moveCase(life.stage, action)
  if (!regular) life.irregular++
  const moved = stage !== life.stage || notedInPlace(stage, action)
  life.stage = stage
  if (moved) note(life, action, at)
}

/** What leaves a case in its stage, and is to be remembered all the same: sent back and sent on, it was dispatched before. */
const notedInPlace = (stage: CaseStage, action: CaseAction): boolean =>
  action === 'delay' ||
  action === 'check' ||
  (stage === 'dispatched' && (action === 'return' || action === 'dispatch'))

type Note = (life: CaseLife, at: number | null) => void

const NOTES: { readonly [action in CaseAction]?: Note } = {
  accept: (life, at) => void (life.acceptedAt = at),
  file: (life, at) => void (life.filedAt = at),
  dispatch: (life, at) => void (life.dispatchedAt = at),
  begin: (life, at) => void (life.begunAt = at),
  dispose: (life, at) => void (life.disposedAt = at),
  check: (life, at) => void (life.checkedAt = at),
  close: (life, at) => void (life.closedAt = at),
  delay: life => void life.delays++,
  return: life => void life.returns++,
  rework(life) {
    life.reworks++
    life.disposedAt = null
  },
}

function note(life: CaseLife, action: CaseAction, at: number | null): void {
  NOTES[action]?.(life, at)
  life.reached = Math.max(life.reached, REACHES[action] ?? 0)
}
