import { sessionWords } from '../language/sessions.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(sessionWords)
