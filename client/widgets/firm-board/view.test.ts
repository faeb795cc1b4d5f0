import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = metricOf({
  id: 'firms',
  aggregate: { type: 'list', sort: [['trade', 'asc']], limit: 60, columns: ['name', 'trade', 'accounts'] },
})
const by = (id: string, zh: string) => metricOf({ id, by: ['firm'], unit: { zh, en: '' } })

const see = (options: object = {}, open: number | null = 2) =>
  shown({
    metrics: [list, by('open', '处'), by('outages', '次'), by('transfers', '件')],
    roles: { list: 'firms', open: 'open', outages: 'outages', transfers: 'transfers' },
    options: { kind: 'utility-firm', ...options },
    cells: {
      'firms|211000||': {
        total: 2,
        rows: [
          ['utility/1', '演示白塔供水公司', 'water', 71_000],
          ['utility/2', '演示文圣热力公司', 'heat', null],
        ],
      },
      'open|211000|演示文圣热力公司|': open,
      'outages|211000|演示文圣热力公司|': 9,
      'transfers|211000|演示白塔供水公司|': 31,
    },
  })

test('[FBD1] (IOC-19) each firm has its accounts, its outages and its transfers; one that is out now stands first, in red', () => {
  const { panel, reader } = see()
  const [first, second] = view(panel, reader).rows
  expect(first).toMatchObject({
    ...{ name: '演示文圣热力公司', isOut: true, tone: 'bad', outages: { text: '2', unit: '处' } },
    ...{ outagesCell: 'open|211000|演示文圣热力公司|', accounts: { text: '—' } },
  })
  expect(second).toMatchObject({
    ...{ name: '演示白塔供水公司', isOut: false, tone: undefined, transfers: { text: '31', unit: '件' } },
    outagesCell: 'outages|211000|演示白塔供水公司|',
  })
})

test('[FBD1] the heading counts firms and those that are out, and says when some are not shown', () => {
  const { panel, reader } = see()
  expect(heading(panel, reader)).toMatchObject({ subtitle: '共 2 家', empty: false })
  expect(phraseText(heading(panel, reader).finding!)).toBe('停供企业 1 家')
  expect(heading(see({}, 0).panel, see({}, 0).reader).finding).toEqual([])
  const one = see({ most: 1 })
  expect(view(one.panel, one.reader).rows).toHaveLength(1)
  expect(heading(one.panel, one.reader).subtitle).toBe('前 1 / 共 2')
})
