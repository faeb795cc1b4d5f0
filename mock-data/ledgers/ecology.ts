import type { PretendCity } from '../city.ts'
import { cityDepartment } from '../organisation.ts'
import { apportion, stream, type Chance } from '../random.ts'
import { endingOf, ledgerOf, livedAt, morningOf, type Draft, type Head, type LedgerEntry } from './entry.ts'
import { CONGRESS } from './sources.ts'

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** IOC-24: 19.46 亿 for three works of ten parts; 7.3 亿 of the state in three years, 12.16 亿 of the place. */
const WORKS: readonly (readonly [title: string, parts: number])[] = [
  ['太子河流域水环境与水源涵养区生态修复', 4],
  ['汤河水库饮用水源保护区生态修复与水质保障', 3],
  ['参窝水库工农业水源区矿山生态修复与水质提升', 3],
]
const PARTS = ['河道整治', '水源涵养林', '入河排口治理', '岸线修复'] as const
const BUDGET = { all: 194_600, state: 73_000, place: 121_600 }

const STATE_AND_BEGAN = { state: '推进中', beganAt: morningOf('2022-04-01') } as const
const ROOT = 'IOC-ST-1'

function workOf(w: number, money: readonly number[], chance: Chance, at: number): Draft[] {
  const [title] = WORKS[w]!
  const number = `${ROOT}-${w + 1}`
  const below = money.map((amount, i): Draft => {
    const plan = {
      beganAt: morningOf(`${2022 + (i % 2)}-04-01`),
      dueAt: endingOf(`${2025 + (i % 3)}-10-31`),
    }
    return {
      ...{ number: `${number}-${i + 1}`, parent: number, title: `${title.slice(0, 4)}${PARTS[i]!}` },
      ...{ category: '子项目', amount, ...livedAt(plan, chance.split(w, i), at) },
    }
  })
  return [{ number, parent: ROOT, title, category: '大项目', ...STATE_AND_BEGAN }, ...below]
}

/** The programme with its works, and where the money is from. */
export function ecology(city: PretendCity, at: number): readonly LedgerEntry[] {
  const chance = stream(city.seed, 'ledgers', 'ecology')
  const money = apportion(
    BUDGET.all,
    times(10, () => chance.between(0.6, 1.6)),
  )
  const works = WORKS.flatMap(([, parts], w) => {
    const before = WORKS.slice(0, w).reduce((sum, [, n]) => sum + n, 0)
    return workOf(w, money.slice(before, before + parts), chance, at)
  })
  const head: Head = {
    ...{ ledger: '山水林田湖草沙治理', theme: '战略生态', prefix: 'IOC-ST', ...CONGRESS },
    department: cityDepartment('自然资源局').name,
  }
  const funding: Head = {
    ...{ ledger: '生态治理资金', theme: '战略生态', prefix: 'IOC-ZJ', ...CONGRESS },
    department: cityDepartment('财政局').name,
  }
  return [
    ...ledgerOf(head, [
      { number: ROOT, title: '辽河流域(浑太水系)一体化保护修复', ...STATE_AND_BEGAN },
      ...works,
    ]),
    ...ledgerOf(funding, [
      { title: '中央财政补助(三年)', category: '中央', amount: BUDGET.state, ...STATE_AND_BEGAN },
      { title: '地方配套资金', category: '地方', amount: BUDGET.place, ...STATE_AND_BEGAN },
    ]),
  ]
}
