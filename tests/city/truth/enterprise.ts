import { GROUPS } from '../../../mock-data/enterprise/groups.ts'
import { ledgerOf } from '../../../mock-data/enterprise/ledger.ts'
import { codesOf, GROUPS as GROUP_CODES } from '../../../shared/kinds/problem/problem-codes.ts'
import { expecting, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Handed over once, at the start. */
const LEDGER: Way = { feeds: ['problem-ledger', 'problem-ledger-steps'], behindMs: 0, goesOn: false }
const LEFT = ['剔除', '合并']

/** 助企服务: the ledger of the district as it was handed over (HW-04), which nobody works on while the test looks. */
export function enterpriseExpectations({ city }: UpstreamTruth, begun: number): readonly Expected[] {
  const is = expecting(LEDGER)
  const ledger = ledgerOf(city, begun)
  const last = ledger.map(({ steps }) => steps.at(-1)?.name ?? '')
  const stays = last.filter(name => !LEFT.includes(name))
  const done = stays.filter(name => name === '销号')
  return [
    is('problem.collected', () => ledger.length),
    is('problem.found', () => stays.length),
    is('problem.done', () => done.length),
    is('problem.struck-off', () => done.length),
    is('problem.going', () => stays.length - done.length),
    ...codesOf(GROUP_CODES).map((code, i) => is('problem.group', () => GROUPS[i]?.problems ?? 0, [code])),
  ]
}
