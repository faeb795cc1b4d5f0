import { submissionWords } from '../language/submissions.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(submissionWords)
