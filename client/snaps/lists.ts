import type { Snap, SnapStepName } from '../../shared/sync/snap.ts'

export const LISTS = ['mine', 'overdue', 'open', 'over'] as const
export type ListName = (typeof LISTS)[number]

/** What was settled may still be passed up, but nobody waits for that: what is awaited then is the answer. */
export const isAwaited = ({ row }: Snap, step: SnapStepName): boolean =>
  step !== 'pass' || row['state'] === 'community_triage'

export const isMine = (snap: Snap): boolean => snap.can.some(step => isAwaited(snap, step))

const BELONGS: { readonly [list in ListName]: (snap: Snap) => boolean } = {
  mine: isMine,
  overdue: ({ row }) => row['overdue'] === true,
  open: ({ row }) => row['open'] === true,
  over: ({ row }) => row['open'] !== true,
}

export const inList = (all: readonly Snap[], list: ListName): readonly Snap[] => all.filter(BELONGS[list])

/** Where somebody begins: with what waits for him, else with what is open. */
export const firstList = (all: readonly Snap[]): ListName => (all.some(isMine) ? 'mine' : 'open')
