import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import { doneBetween, endingOf, ledgerOf, morningOf, type Draft, type LedgerEntry } from './entry.ts'
import { DISTRICT as DISTRICT_BEFORE } from './sources.ts'

const DISTRICT = '宏伟区'
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const two = (n: number) => String(n).padStart(2, '0')

/** HW-17: what the zone applied to be let into, and was, in the autumn of 2022. */
const PLATFORMS: readonly (readonly [title: string, stage: string])[] = [
  ['一体化在线政务服务平台', '办件同步'],
  ['工程建设项目审批制度改革平台', '项目同步'],
  ['投资项目在线审批监管平台', '赋码同步'],
  ['电子印章管理系统', '用印同步'],
]

const platforms = (): readonly LedgerEntry[] =>
  ledgerOf(
    {
      ...{ ledger: '互联平台', theme: '改革事项', prefix: 'HW-PT', department: '高新区审批服务部' },
      ...DISTRICT_BEFORE,
    },
    PLATFORMS.map(([title, stage]) => ({
      ...{ title, stage, category: '上级平台', party: '辽阳高新区', district: DISTRICT },
      ...doneBetween('2022-10-24', '2022-11-21'),
    })),
  )

/** IOC-12: 重大危险源 of the chemical park by their grade, the gravest first; nobody published them. */
const GRADES = [
  ['一级', 5],
  ['二级', 6],
  ['三级', 9],
  ['四级', 11],
] as const
const SUBSTANCES = ['乙烯储罐区', '丙烯球罐', '环氧乙烷储罐', '液氨储罐', '液氯库', '苯乙烯罐区', '甲醇罐区']
/** A safety assessment holds for three years. */
const ASSESSED = ['2023-10-31', '2024-03-31', '2024-09-30', '2025-04-30', '2025-11-30', '2026-05-31']
const threeYearsOn = (date: string) => endingOf(`${Number(date.slice(0, 4)) + 3}${date.slice(4)}`)

function hazards(city: PretendCity): readonly LedgerEntry[] {
  const grades = GRADES.flatMap(([grade, n]) => times(n, () => grade))
  const firms = apportion(
    grades.length,
    times(14, () => 1),
  ).flatMap((n, firm) => times(n, () => `演示化工企业${two(firm + 1)}`))
  return ledgerOf(
    { ledger: '重大危险源', theme: '公共安全', prefix: 'IOC-WX', department: '宏伟区应急局' },
    grades.map((category, i): Draft => {
      const chance = stream(city.seed, 'ledgers', 'hazard source', i)
      const assessed = chance.pick(ASSESSED)
      return {
        ...{
          title: `演示${chance.pick(SUBSTANCES)}${two(i + 1)}`,
          category,
          party: firms[i]!,
          district: DISTRICT,
        },
        ...{
          state: '推进中',
          stage: '三级包保',
          beganAt: morningOf(assessed),
          dueAt: threeYearsOn(assessed),
        },
      }
    }),
  )
}

/** What the zone keeps of the platforms it is connected to and of what is dangerous in its park. */
export const hongweiPark = (city: PretendCity): readonly LedgerEntry[] => [...platforms(), ...hazards(city)]
