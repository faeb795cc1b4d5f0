import { snapWords } from '../language/snaps.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(snapWords)
