import { planWords } from '../language/plans.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(planWords)
