import type { PretendCity } from '../city.ts'
import { enterpriseName } from '../enterprise/sessions.ts'
import {
  doneBetween,
  endingOf,
  ledgerOf,
  morningOf,
  type Draft,
  type Head,
  type LedgerEntry,
} from '../ledgers/entry.ts'
import { DISTRICT_LATER } from '../ledgers/sources.ts'
import { cityDepartment } from '../organisation.ts'
import { apportion, stream } from '../random.ts'

const DISTRICT = '宏伟区'
const BANKS = 6
/** HW-08: nine firms want 8900 万元 of six banks; 1545 万元 were lent. */
const WANTED = 8900
const LENT = [700, 485, 360]

/** 政银企对接 of the district, of May. */
export function districtMatching(): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '政银企对接', theme: '助企纾困', prefix: 'HW-YQ', department: '宏伟区金融发展局' },
    ...DISTRICT_LATER,
  }
  const others = apportion(WANTED - LENT.reduce((a, b) => a + b, 0), [5, 4, 3, 3, 2, 2])
  const began = { beganAt: morningOf('2023-05-16') }
  return ledgerOf(
    head,
    [...LENT, ...others].map((amount, i): Draft => ({
      title: `${enterpriseName(i)}融资意向`,
      ...{ category: '5月场', party: enterpriseName(i), department: `演示银行${(i % BANKS) + 1}`, amount },
      ...{ district: DISTRICT },
      ...(i < LENT.length
        ? { ...doneBetween('2023-05-16', '2023-06-28'), stage: '已放款' }
        : { ...began, state: '推进中', stage: '意向' }),
    })),
  )
}

const FIRMS = 37
/** 万元 */
const PAID = 97_000
const firm = (i: number) => `演示企业${String(i + 1).padStart(3, '0')}`

/** PRV-15, told of another city: 37 firms were paid 9.7 亿. */
export function fundsPaid({ seed }: PretendCity): readonly LedgerEntry[] {
  const chance = stream(seed, 'finance', 'funds')
  const weights = Array.from({ length: FIRMS }, () => chance.logNormal(1, 0.6))
  return ledgerOf(
    {
      ...{ ledger: '惠企资金兑现', theme: '助企纾困', prefix: 'PRV-HQ' },
      department: cityDepartment('财政局').name,
      ...{ source: '多彩辽宁2023年4月(大连)', asOf: endingOf('2023-04-30') },
    },
    apportion(PAID, weights).map((amount, i) => ({
      ...{ title: `${firm(i)}资金兑现`, category: '惠企资金', party: firm(i), amount, stage: '已拨付' },
      ...doneBetween('2023-01-03', '2023-03-31'),
    })),
  )
}
