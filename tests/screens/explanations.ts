import { Refused } from '../../server/access/caller.ts'
import type { Routes } from '../../server/access/routes.ts'
import type { Explanation, Records } from '../../shared/sync/explain.ts'
import { parseCellKey } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import { metrics, MORNING, reportAt } from './screen-city.ts'

const PAGE = 20
const ALL = Array.from({ length: 45 }, (_, i) => ({
  id: `case/${i + 1}`,
  values: [`案件 ${i + 1}`, i % 2 === 0 ? '白塔区' : '文圣区', MORNING - i * 60_000],
  counted: null,
  subjects: [],
}))

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Explanations as a server gives them, over 45 pretend records. */
export function serveExplanations(routes: Routes, valueOf: (cell: string) => Value, seq: () => number): void {
  routes.on('GET /api/explain', request => {
    const cell = textOf(request.query['cell'])
    const metric = metrics.find(each => each.id === parseCellKey(cell)?.metric)
    if (metric === undefined) throw new Refused(404, 'notFound', 'there is no such number')
    const explanation: Explanation = {
      cell,
      value: valueOf(cell),
      epoch: 'e1',
      seq: seq(),
      now: MORNING,
      metric,
      feeds: [
        {
          id: 'cases',
          title: { zh: '案件系统', en: 'cases' },
          department: { zh: '演示部门', en: 'demo department' },
          simulated: true,
          manual: false,
          rhythm: { type: 'every', seconds: 3600 },
          report: reportAt(MORNING - 8000),
        },
      ],
      total: ALL.length,
      numerator: null,
    }
    return explanation
  })
  routes.on('GET /api/records', request => {
    const page = Number(request.query['page'])
    const filter = textOf(request.query['q'])
    const found = ALL.filter(({ values }) => values.some(value => String(value).includes(filter)))
    const records: Records = {
      cell: textOf(request.query['cell']),
      seq: seq(),
      total: found.length,
      columns: [
        { name: 'title', title: { zh: '标题', en: 'title' }, type: 'text' },
        { name: 'open', title: { zh: '未结', en: 'open' }, type: 'text' },
        { name: 'event', title: { zh: '时间', en: 'time' }, type: 'instant' },
      ],
      rows: found.slice((page - 1) * PAGE, page * PAGE),
      next: page * PAGE < found.length ? page + 1 : null,
    }
    return records
  })
}
