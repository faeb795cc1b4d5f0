import type { StepName, Supervision } from '../../shared/sync/supervision.ts'
import { listsOf } from '../work/lists.ts'

export const LISTS = ['mine', 'proposed', 'second', 'open', 'closed'] as const

/** What waits for somebody else is not mine, though I might do something about it. */
const ANSWERS: { readonly [awaits: string]: readonly StepName[] } = {
  acknowledgement: ['acknowledge'],
  plan: ['plan'],
  execution: ['executed'],
  closing: ['close', 'chiefClose'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Supervision, step: StepName): boolean =>
  step === 'account' || (ANSWERS[row['awaits'] as string] ?? []).includes(step)

export const { isMine, inList, firstList } = listsOf(isAwaited, {
  proposed: row => row['proposed'] === true,
  second: row => row['secondNotice'] === true,
  closed: row => row['open'] !== true,
})
