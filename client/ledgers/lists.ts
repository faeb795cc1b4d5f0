import type { LedgerMatter, LedgerStepName } from '../../shared/sync/ledger.ts'
import { LATE_AND_OVER, listsOf } from '../work/lists.ts'

/** What it waits for; a note, more time and handing it back are beside that. */
const ANSWERS: { readonly [work: string]: readonly LedgerStepName[] } = {
  waiting: ['take'],
  working: ['move', 'answer'],
  handedBack: ['assign'],
  answered: ['confirm', 'return'],
  settled: ['strike', 'sendBack'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: LedgerMatter, step: LedgerStepName): boolean =>
  (ANSWERS[row['work'] as string] ?? []).includes(step)

export const { isMine, inList, firstList } = listsOf(isAwaited, LATE_AND_OVER)

/** Those of one ledger; '': of all. */
export const inLedger = (all: readonly LedgerMatter[], ledger: string): readonly LedgerMatter[] =>
  ledger === '' ? all : all.filter(({ title }) => title.zh === ledger)
