import { expect, test } from 'vitest'
import { sayIn } from '../language/say-in.fixture.ts'
import { metricOf } from '../widgets/widget.fixture.ts'
import { formulaOf } from './formula.ts'

const words = {
  names: new Map([
    ['type', '办件类型'],
    ['closed', '已办'],
  ]),
  say: sayIn('zh'),
  word: (column: string, code: string) => (column === 'type' && code === 'promised' ? '承诺件' : code),
}

test('[EXV4] conditions name codes and flags as people do', () => {
  const where = [
    ['closed', '=', true],
    ['type', 'in', ['promised', 'other']],
    ['late', '=', false],
  ] as const
  const metric = metricOf({ id: 'm', where, aggregate: { type: 'ratio', of: [['type', '=', 'promised']] } })
  const { where: conditions, formula } = formulaOf(metric, words)
  expect(conditions).toBe('已办 = 是 · 办件类型 ∈ 承诺件 / other · late = 否')
  expect(formula).toContain('办件类型 = 承诺件')
})
