import { ledgerWords } from '../language/ledgers.ts'
import { mannerOf } from '../work/manner.ts'

export const useManner = mannerOf(ledgerWords)
