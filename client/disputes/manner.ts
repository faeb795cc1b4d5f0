import { disputeWords } from '../language/disputes.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(disputeWords)
