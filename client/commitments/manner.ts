import { commitmentWords } from '../language/commitments.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(commitmentWords)
