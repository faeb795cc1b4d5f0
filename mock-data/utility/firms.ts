import { dayOfDate, startOfDay, HOUR } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'

export const TRADES = ['供水', '供电', '燃气', '供热'] as const
export type Trade = (typeof TRADES)[number]

export interface Firm {
  readonly no: string
  readonly name: string
  readonly trade: Trade
  /** Of 6 digits: the district in which it sits. */
  readonly district: string
  readonly accounts: number
}

/** How many firms a trade has, and accounts of all of them, invented; together they are the 26 of IOC-19. */
const SHAPE: { readonly [trade in Trade]: readonly [firms: number, accounts: number] } = {
  供水: [7, 512_000],
  供电: [2, 742_000],
  燃气: [6, 386_000],
  供热: [11, 448_000],
}
const WHAT: { readonly [trade in Trade]: string } = { 供水: '供水', 供电: '供电', 燃气: '燃气', 供热: '热力' }
const ORDINALS = ['', '二', '三'] as const

/** The firms of the platform, by trade and district. No district is without any trade's, though the firm may sit in another. */
export function firmsOf({ seed, places }: PretendCity): readonly Firm[] {
  const { districts } = places
  return TRADES.flatMap(trade => {
    const [count, accounts] = SHAPE[trade]
    const chance = stream(seed, 'utility accounts', trade)
    const shares = apportion(
      accounts,
      Array.from({ length: count }, () => chance.between(0.6, 1.6)),
    )
    return shares.map((share, i): Firm => {
      const district = districts[i % districts.length]!
      const name = `演示${district.name.replace(/[区县市]$/, '')}${WHAT[trade]}${ORDINALS[Math.floor(i / districts.length)]!}公司`
      return {
        no: `QY-${WHAT[trade]}-${String(i + 1).padStart(2, '0')}`,
        name,
        trade,
        district: district.code,
        accounts: share,
      }
    })
  })
}

/** When the platform was made for all of them (IOC-19). */
export const JOINED = startOfDay(dayOfDate('2021-08-01')) + 9 * HOUR

/** Who brings a trade's service to a district: one of its own, else its neighbour. */
export function firmFor(firms: readonly Firm[], trade: Trade, district: string, point: number): Firm {
  const all = firms.filter(firm => firm.trade === trade)
  const own = all.filter(firm => firm.district === district)
  const from = own.length > 0 ? own : all
  return from[Math.floor(point * from.length)]!
}
