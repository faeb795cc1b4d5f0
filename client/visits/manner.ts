import { visitWords } from '../language/visits.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(visitWords)
