import type { Plan } from '../../shared/sync/plan.ts'

export const PLAN_LISTS = ['overdue', 'open', 'others'] as const
type List = (typeof PLAN_LISTS)[number]

const BELONGS: { readonly [list in List]: (plan: Plan) => boolean } = {
  overdue: ({ row }) => row['overdue'] === true,
  open: ({ row }) => row['open'] === true,
  others: ({ row }) => row['open'] !== true,
}

/** Leaders of the city who have projects, in the order of their posts; none: nobody says. */
export const leadersIn = (all: readonly Plan[]): readonly string[] =>
  [...new Set(all.flatMap(({ row }) => (typeof row['leader'] === 'string' ? [row['leader']] : [])))].sort(
    (a, b) => a.localeCompare(b, 'zh', { numeric: true }),
  )

/** Those of one leader (PRV-12); '': all. */
export const ledBy = (all: readonly Plan[], leader: string): readonly Plan[] =>
  leader === '' ? all : all.filter(({ row }) => row['leader'] === leader)

export const inList = (all: readonly Plan[], list: List): readonly Plan[] => all.filter(BELONGS[list])

export const firstList = (all: readonly Plan[]): List => (all.some(BELONGS.overdue) ? 'overdue' : 'open')
