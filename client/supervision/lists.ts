import type { Row } from '../../shared/kinds/kind.ts'
import type { StepName, Supervision } from '../../shared/sync/supervision.ts'

export const LISTS = ['mine', 'proposed', 'second', 'open', 'closed'] as const
export type ListName = (typeof LISTS)[number]

/** What waits for somebody else is not mine, though I might do something about it. */
const ANSWERS: { readonly [awaits: string]: readonly StepName[] } = {
  acknowledgement: ['acknowledge'],
  plan: ['plan'],
  execution: ['executed'],
  closing: ['close'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Supervision, step: StepName): boolean =>
  step === 'account' || (ANSWERS[row['awaits'] as string] ?? []).includes(step)

export const isMine = (supervision: Supervision): boolean =>
  supervision.can.some(step => isAwaited(supervision, step))

const isOpen = (row: Row) => row['open'] === true

const BELONGS: { readonly [list in ListName]: (supervision: Supervision) => boolean } = {
  mine: isMine,
  proposed: ({ row }) => row['proposed'] === true,
  second: ({ row }) => row['secondNotice'] === true,
  open: ({ row }) => isOpen(row),
  closed: ({ row }) => !isOpen(row),
}

export const inList = (all: readonly Supervision[], list: ListName): Supervision[] =>
  all.filter(BELONGS[list])

/** Where somebody begins: with what waits for him, else with what is open. */
export const firstList = (all: readonly Supervision[]): ListName => (all.some(isMine) ? 'mine' : 'open')
