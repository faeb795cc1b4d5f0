import { expect, test } from 'vitest'
import { cellKey, type FeedReport } from '../../shared/model/cell.ts'
import type { Explanation } from '../../shared/sync/explain.ts'
import { sayIn } from '../language/say-in.fixture.ts'
import { areas, feedOf, metricOf, NOW, reportAt } from '../widgets/widget.fixture.ts'
import { explainView } from './view.ts'

const titleOf = (by: string, code: string) => viewOf(by, code).title

const viewOf = (by: string, code: string, more: Partial<Explanation> = {}) => {
  const metric = metricOf({ id: 'cases', title: { zh: '各阶段存量', en: 'by stage' }, by: [by] })
  const cell = cellKey('cases', '211000', [code])
  return explainView(
    { cell, value: 3, epoch: 'e', seq: 1, now: NOW, metric, feeds: [], total: 3, numerator: null, ...more },
    [],
    {
      say: sayIn('zh'),
      language: 'zh',
      areas,
      kindName: kind => (kind === 'project' ? '建设项目' : kind),
      word: (_kind, _column, value) => (value === 'checking' ? '核查' : value),
    },
  )
}

test('[EXV1] the part that a number is of has the name people call it, a community its own', () => {
  const [community] = areas.communitiesOf('211002016')
  expect(titleOf('state', 'checking')).toBe('各阶段存量 · 核查')
  expect(titleOf('mainName', '市容环境')).toBe('各阶段存量 · 市容环境')
  expect(titleOf('mainName', '')).toBe('各阶段存量 · 未知')
  expect(titleOf('kind', 'project')).toBe('各阶段存量 · 建设项目')
  expect(titleOf('area', community?.code ?? '')).toBe(`各阶段存量 · ${community?.shortName}`)
})

test('[EXV2] a number over readings says what is kept of them', () => {
  expect(viewOf('state', '').kept).toBeNull()
  expect(viewOf('state', '', { rawSince: null }).kept).toBe('已清理，只有分钟和小时汇总')
  expect(viewOf('state', '', { rawSince: NOW - 60_000 }).kept).toMatch(/^自 \d\d:\d\d 起留存/)
})

function faultOf(report: FeedReport | null) {
  const { id, title, department, rhythm } = feedOf({ id: 'cases' })
  const feed = { id, title, department, rhythm, simulated: true, manual: false, report }
  return viewOf('state', '', { feeds: [feed] }).feeds[0]?.fault
}

test('[EXV3] a source that cannot be asked says why in the words of the screen, and what its system said', () => {
  const failing = reportAt(NOW - 60_000, { reason: 'down: HTTP 503' })
  expect(faultOf(failing)).toEqual({ text: '系统故障', detail: 'HTTP 503' })
  expect(faultOf(reportAt(NOW - 60_000))).toBeNull()
  expect(faultOf(null)).toBeNull()
})
