import { BOOKS } from '../../../mock-data/ledgers/books.ts'
import { FINANCE_BOOK } from '../../../mock-data/finance/finance.ts'
import type { LedgerEntry } from '../../../mock-data/ledgers/entry.ts'
import { toldAt } from '../../../mock-data/ledgers/files.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { count, expecting, INSTANTS, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Workbooks are looked for every five minutes; what is in them counts as the last ones say. */
const READ: Way = {
  feeds: [
    ...['ledger-county', 'ledger-hongwei', 'ledger-business', 'ledger-strategy', 'ledger-debts'],
    'finance-ledger',
  ],
  behindMs: 1_800_000,
  goesOn: true,
}

const BETWEEN_MS = 600_000
/** 万元, as a screen tells them. */
const WAN = 10_000

const isOpen = ({ state }: LedgerEntry): boolean => state === '未开始' || state === '推进中'
const isDone = ({ state }: LedgerEntry): boolean => state === '已完成'

/** 改革创新: the ledgers of the departments, as their last workbooks have them. */
export function ledgerExpectations({ city }: UpstreamTruth): readonly Expected[] {
  const is = expecting(READ)
  const told = remembered(
    now =>
      Map.groupBy(
        [...BOOKS, FINANCE_BOOK].flatMap(book => toldAt(city, book, now)),
        entry => entry.ledger,
      ),
    INSTANTS,
  )
  // Between two books nothing changes, and each of them is some thousand entries: they are laid down at whole minutes of ten.
  const at = (now: number) => told(Math.floor(now / BETWEEN_MS) * BETWEEN_MS)
  const all = (now: number) => [...at(now).values()].flat()
  const of = (ledger: string) => (now: number) => at(now).get(ledger) ?? []
  const names = [...new Set(all(city.clock.now()).map(({ ledger }) => ledger))]
  const money = (ledger: string) => (now: number) =>
    sum(of(ledger)(now), ({ amount }) => Math.round((amount ?? 0) * 100)) / 100
  const length = (ledger: string) => (now: number) =>
    sum(of(ledger)(now), ({ quantity }) => Math.round((quantity ?? 0) * 1000)) / 1000
  const lent = (now: number) => sum(of('政银企对接')(now).filter(isDone), ({ amount }) => amount ?? 0)
  return [
    is('ledger.entries', now => all(now).length),
    is('ledger.open', now => count(all(now), isOpen)),
    is('ledger.done', now => count(all(now), isDone)),
    is('ledger.done-share', now => (count(all(now), isDone) / all(now).length) * 100),
    ...names.map(name => is('ledger.total', now => of(name)(now).length, [name])),
    is('ledger.debts.open', now => count(of('拖欠账款投诉')(now), isOpen)),
    is('financing.wished', now => money('政银企对接')(now) * WAN),
    is('financing.landed', now => lent(now) * WAN),
    is('financing.landed-share', now => lent(now) / money('政银企对接')(now)),
    is('financing.firms', now => of('政银企对接')(now).length),
    is('financing.open', now => count(of('融资对接')(now), isOpen)),
    ...['意向', '授信', '已放款', '未达成'].map(stage =>
      is('financing.stage', now => count(of('融资对接')(now), entry => entry.stage === stage), [stage]),
    ),
    is('ledger.points', now => of('便民服务站')(now).length),
    is('ledger.points.cases', length('便民服务站')),
    is('ledger.road.length', length('一事一议道路')),
    is('ledger.road.amount', money('一事一议道路')),
    is('ledger.ecology.amount', now => money('山水林田湖草沙治理')(now) / 10_000),
  ]
}
