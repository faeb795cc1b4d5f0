import type { Problem, ProblemStepName } from '../../shared/sync/problem.ts'

export const LISTS = ['mine', 'overdue', 'open', 'over'] as const
export type ListName = (typeof LISTS)[number]

/** What it waits for, by whom it is done: an assignment may be changed, but nobody waits for that. */
const ANSWERS: { readonly [awaits: string]: readonly ProblemStepName[] } = {
  analysis: ['take'],
  decision: ['assign', 'reject', 'merge'],
  beginning: ['begin'],
  answer: ['answer'],
  confirmation: ['confirm', 'return'],
  striking: ['strike'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Problem, step: ProblemStepName): boolean =>
  (ANSWERS[row['awaits'] as string] ?? []).includes(step)

export const isMine = (problem: Problem): boolean => problem.can.some(step => isAwaited(problem, step))

const BELONGS: { readonly [list in ListName]: (problem: Problem) => boolean } = {
  mine: isMine,
  overdue: ({ row }) => row['overdue'] === true,
  open: ({ row }) => row['open'] === true,
  over: ({ row }) => row['open'] !== true,
}

/** Of one group, '' of all; `none` of what was given to nobody yet. */
export const inGroup = (all: readonly Problem[], group: string): readonly Problem[] =>
  group === '' ? all : all.filter(({ row }) => (row['group'] ?? 'none') === group)

export const inList = (all: readonly Problem[], list: ListName): readonly Problem[] =>
  all.filter(BELONGS[list])

/** Where somebody begins: with what waits for him, else with what is open. */
export const firstList = (all: readonly Problem[]): ListName => (all.some(isMine) ? 'mine' : 'open')
