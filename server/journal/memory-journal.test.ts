import { describe } from 'vitest'
import { journalContract, runsContract, type Opened } from './journal.contract.ts'
import { memoryJournal, type Kept } from './memory-journal.ts'

describe('memory', () => {
  journalContract(() => memoryJournal('m'))
  let runs = 0
  const journalOf = (kept: Kept): Opened => {
    let last = kept
    return {
      open: () => {
        const journal = memoryJournal(`run ${++runs}`, last)
        last = journal
        return journal
      },
      copy: () => journalOf({ entries: [...last.entries], runs: [...last.runs] }),
    }
  }
  runsContract(() => journalOf({ entries: [], runs: [] }))
})
