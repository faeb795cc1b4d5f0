import type { Visit, VisitStepName } from '../../shared/sync/visit.ts'

export const LISTS = ['mine', 'overdue', 'open', 'over'] as const
export type ListName = (typeof LISTS)[number]

/** What may be done beside it nobody waits for: another term, or passing on what a station began to solve. */
const ANSWERS: { readonly [state: string]: readonly VisitStepName[] } = {
  received: ['answer', 'solve', 'escalate'],
  solving: ['close'],
  escalated: ['term'],
  termed: ['close'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Visit, step: VisitStepName): boolean =>
  (ANSWERS[row['state'] as string] ?? []).includes(step)

export const isMine = (visit: Visit): boolean => visit.can.some(step => isAwaited(visit, step))

const BELONGS: { readonly [list in ListName]: (visit: Visit) => boolean } = {
  mine: isMine,
  overdue: ({ row }) => row['overdue'] === true,
  open: ({ row }) => row['open'] === true,
  over: ({ row }) => row['open'] !== true,
}

export const inList = (all: readonly Visit[], list: ListName): readonly Visit[] => all.filter(BELONGS[list])

/** Where somebody begins: with what waits for him, else with what is open. */
export const firstList = (all: readonly Visit[]): ListName => (all.some(isMine) ? 'mine' : 'open')
