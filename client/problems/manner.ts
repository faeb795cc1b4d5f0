import { problemWords } from '../language/problems.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(problemWords)
