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
  kindName: (kind: string) => ({ case: '案件', paper: '证照' })[kind] ?? kind,
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

test('[EXV6] how complete records are says what a whole one has; of several kinds, how much each', () => {
  const aggregate = { type: 'filled', fields: { case: ['type', 'closed'], paper: ['holder'] } } as const
  const formula = (kind: string | readonly string[]) =>
    formulaOf(metricOf({ id: 'm', kind, aggregate }), words).formula
  expect(formula('case')).toBe('已填字段 ÷ 应填字段(办件类型、已办)')
  expect(formula(['case', 'paper'])).toBe('已填字段 ÷ 应填字段(案件 2、证照 1)')
})
