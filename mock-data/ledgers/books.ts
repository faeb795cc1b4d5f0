import type { PretendCity } from '../city.ts'
import { businessBook } from './business.ts'
import { countyVillages } from './county-villages.ts'
import { countyWorks } from './county-works.ts'
import { debtsAt } from './debts.ts'
import type { LedgerEntry } from './entry.ts'
import { hongweiBook } from './hongwei.ts'
import { strategyBook } from './strategy.ts'

/** The workbook in which an office keeps its ledgers. */
export interface Book {
  /** What its files are called. */
  readonly name: string
  readonly owner: string
  readonly rhythm: 'month' | 'week' | 'day'
  readonly entries: (city: PretendCity, at: number) => readonly LedgerEntry[]
}

export const BOOKS: readonly Book[] = [
  {
    name: '辽阳县台账',
    owner: '辽阳县政府办',
    rhythm: 'month',
    entries: (city, at) => [...countyWorks(city, at), ...countyVillages(city, at)],
  },
  { name: '宏伟区台账', owner: '宏伟区政府办', rhythm: 'month', entries: hongweiBook },
  { name: '营商改革台账', owner: '市营商局', rhythm: 'month', entries: businessBook },
  { name: '战略落实台账', owner: '市发改委', rhythm: 'month', entries: strategyBook },
  // A term of seven working days cannot wait for the end of a month.
  { name: '拖欠账款台账', owner: '市工信局', rhythm: 'day', entries: debtsAt },
]
