import type { Plan } from '../../shared/sync/plan.ts'

export const PLAN_LISTS = ['overdue', 'open', 'others'] as const
type List = (typeof PLAN_LISTS)[number]

const BELONGS: { readonly [list in List]: (plan: Plan) => boolean } = {
  overdue: ({ row }) => row['overdue'] === true,
  open: ({ row }) => row['open'] === true,
  others: ({ row }) => row['open'] !== true,
}

export const inList = (all: readonly Plan[], list: List): readonly Plan[] => all.filter(BELONGS[list])

export const firstList = (all: readonly Plan[]): List => (all.some(BELONGS.overdue) ? 'overdue' : 'open')
