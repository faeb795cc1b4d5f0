import { cityDepartment } from '../organisation.ts'
import { doneBetween, ledgerOf, type Draft, type LedgerEntry } from './entry.ts'
import { CONGRESS } from './sources.ts'

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** IOC-25: 14 + 5, of which the city came third in the province; six firms are in the first alliances. */
export const talents = (): readonly LedgerEntry[] => {
  const department = cityDepartment('人社局').name
  const title = (sort: string, i: number) => `${sort}${String(i + 1).padStart(2, '0')}`
  const teams = (category: string, n: number, from: number) =>
    times(n, (i): Draft => ({
      ...{
        title: title(category, i),
        category,
        party: `演示企业TL${String(from + i + 1).padStart(2, '0')}`,
        stage: '省级申报',
      },
      ...doneBetween('2021-06-01', '2021-09-30'),
    }))
  const shared = { theme: '科创人才', department, ...CONGRESS }
  return [
    ...ledgerOf({ ledger: '带土移植', prefix: 'IOC-DT', ...shared }, [
      ...teams('技术攻关团队', 14, 0),
      ...teams('创新创业团队', 5, 14),
    ]),
    ...ledgerOf({ ledger: '产学研联盟', prefix: 'IOC-CX', ...shared }, teams('实质性产学研联盟', 6, 0)),
  ]
}
