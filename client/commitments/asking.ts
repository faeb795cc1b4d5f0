import type {
  AnyCommitmentStep,
  CommitmentActed,
  CommitmentHistory,
  Commitments,
  CommitmentStepName,
} from '../../shared/sync/commitment.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Commitments
  one: CommitmentHistory
  acted: CommitmentActed
  name: CommitmentStepName
  step: AnyCommitmentStep
}>('/api/commitments')
