import { expect, test } from 'vitest'
import { metricOf, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const list = (columns: string[]) => ({
  type: 'list' as const,
  sort: [['x', 'asc'] as const],
  limit: 9,
  columns,
})
const metrics = [
  metricOf({ id: 'asked' }),
  metricOf({ id: 'linked' }),
  metricOf({ id: 'requests', aggregate: list(['relatedCaseNo']) }),
  metricOf({ id: 'overdue', aggregate: list(['number']) }),
]
const roles = { asked: 'asked', linked: 'linked', requests: 'requests', overdue: 'overdue' }
const links = (total: number) => {
  const { panel, reader } = shown({
    metrics,
    roles,
    cells: {
      'asked|211000||': 64,
      'linked|211000||': 3,
      'requests|211000||': {
        total: 3,
        rows: [
          ['r1', 'A'],
          ['r2', 'B'],
          ['r3', null],
        ],
      },
      'overdue|211000||': {
        total,
        rows: [
          ['c1', 'B'],
          ['c2', null],
        ],
      },
    },
  })
  return view(panel, reader)
}

test('[WDG35] of the requests that name a case, those whose case is overdue', () => {
  expect(links(2).map(row => [row.figure.text, row.share, row.isBad])).toEqual([
    ['64', 1, false],
    ['3', 3 / 64, false],
    ['1', 1 / 64, true],
  ])
})

test('[WDG35] a list that was cut off cannot say how many', () => {
  expect(links(200)[2]).toMatchObject({ figure: { text: '—' }, share: null, isBad: false })
})
