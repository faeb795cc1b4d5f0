import { supervisionWords } from '../language/supervision.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(supervisionWords)
