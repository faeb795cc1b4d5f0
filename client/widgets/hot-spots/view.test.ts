import { expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { areas, feedOf, metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const metrics = [metricOf({ id: 'month', by: ['area'] })]
const [first, second, third] = areas.communitiesOf('211002016')
const count = (code: string | undefined, n: number) => [cellKey('month', '211000', [code ?? '']), n] as const
const cells = Object.fromEntries([
  count(first?.code, 5),
  count(second?.code, 9),
  count(third?.code, 2),
  count('211002016', 40),
  count('211000', 80),
  count('', 7),
])

test('[CTW8] the busiest communities are numbered by their count; what names none, and what is no cluster, is none', () => {
  const { panel, reader } = shown({ metrics, roles: { places: 'month' }, options: { most: 3 }, cells })
  expect(
    view(panel, reader).map(({ number, name, within, figure, share }) => [
      number,
      name,
      within,
      figure.text,
      share,
    ]),
  ).toEqual([
    ['1', second?.shortName, '文圣', '9', 1],
    ['2', first?.shortName, '文圣', '5', 5 / 9],
  ])
})

test('[WDG53] before any community has a cluster the list says that its source is fine', () => {
  const headingOf = (given: object) => {
    const { panel, reader } = shown({ metrics, roles: { places: 'month' }, ...given })
    return heading(panel, reader)
  }
  expect(headingOf({ cells })).toEqual({ empty: false })
  expect(headingOf({ cells: {} })).toEqual({ empty: true })
  expect(headingOf({ cells: {}, feeds: [[feedOf({ id: 'cases' }), null]] })).toEqual({ empty: false })
})
