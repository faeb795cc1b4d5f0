import type {
  AnyLedgerStep,
  LedgerActed,
  LedgerHistory,
  LedgerOptions,
  Ledgers,
  LedgerStepName,
} from '../../shared/sync/ledger.ts'
import { get } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Ledgers
  one: LedgerHistory
  acted: LedgerActed
  name: LedgerStepName
  step: AnyLedgerStep
}>('/api/ledgers')

export const askOptions = (): Promise<LedgerOptions> => get('/api/ledgers/options')
