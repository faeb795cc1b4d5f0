import type {
  AnyPlanChange,
  PlanChanged,
  PlanChangeName,
  PlanHistory,
  Plans,
} from '../../shared/sync/plan.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Plans
  one: PlanHistory
  acted: PlanChanged
  name: PlanChangeName
  step: AnyPlanChange
}>('/api/plans')
