import { DAY } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { startDropping, type Drop } from '../drop-folder.ts'
import type { Book } from '../ledgers/books.ts'
import { bytesOf, sentBetween } from '../ledgers/files.ts'
import { plannedOutages } from '../outages.ts'
import { fileBytes, fileName } from '../stat/csv.ts'
import { releases } from '../stat/releases.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { financeReports } from './balances.ts'
import { dealsAt } from './deals.ts'
import { districtMatching, fundsPaid } from './published.ts'

/** 政银企 and 惠企资金, in one workbook a week. */
export const FINANCE_BOOK: Book = {
  name: '金融助企台账',
  owner: '市金融发展局',
  rhythm: 'week',
  entries: (city, at) => [...districtMatching(), ...fundsPaid(city), ...dealsAt(city, at)],
}

/** Thirteen months of balances are kept. */
const PAST = 500 * DAY

/** Files of from < at <= to, in order of time. */
function dropsOf(city: PretendCity, from: number, to: number): Drop[] {
  const months = releases(city, from, to, financeReports).map((release): Drop => ({
    ...{ at: release.at, name: fileName(release), bytes: () => fileBytes(city, release) },
  }))
  // A workbook says all there is: of several that are due at once the last is laid down, as its clerk does after a holiday.
  const weeks = sentBetween(city, from, to, [FINANCE_BOOK]).slice(-1)
  const books = weeks.map((sent): Drop => ({
    ...{ at: sent.at, name: sent.name, bytes: () => bytesOf(city, sent) },
  }))
  return [...months, ...books].sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
}

/** 金融: what banks lend, each month, and whom they lend to, each week. */
export function createFinance(city: PretendCity): Upstream {
  const silence = createSilence(plannedOutages(city, 'finance'))
  const folder = `${city.folder}/finance/drop`
  const start = async (): Promise<Running> => {
    const stop = startDropping({
      ...{ clock: city.clock, folder, begin: city.clock.now() - PAST, silent: silence.isOn },
      drops: (from, to) => dropsOf(city, from, to),
    })
    return { address: folder, stop: async () => stop() }
  }
  return { name: 'finance', title: '政银企与惠企资金文件投放', start, outage: silence.switch }
}
