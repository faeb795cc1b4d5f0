import { expect, test } from 'vitest'
import { DAY } from '../../../shared/calendar/civil.ts'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = (id: string, columns: readonly string[]) =>
  metricOf({ id, aggregate: { type: 'list', sort: [['event', 'desc']], limit: 100, columns } })
const metrics = [
  list('members', ['code', 'name', 'role', 'chain']),
  list('matters', ['enterprise', 'service', 'title', 'light', 'dueAt']),
  metricOf({ id: 'lights', by: ['light'] }),
]
const roles = { members: 'members@city', matters: 'matters@city', lights: 'lights@city' }
const MEMBERS = [
  ['m1', 'CH-1', '非公企业综合党委', 'general', '化工产业链'],
  ['m2', 'CH-2', '化工产业链党委', 'chain', '化工产业链'],
  ['m3', 'X1', '演示企业化工01', 'enterprise', '化工产业链'],
  ['m4', 'X2', '演示企业化工02', 'enterprise', '化工产业链'],
  ['m5', 'Y1', '审批服务', 'service', '化工产业链'],
  ['m6', 'Y2', '金融服务', 'service', '化工产业链'],
]
const MATTERS = [
  ['a', 'X1', 'Y1', '设备更新贷款', 'green', NOW - DAY],
  ['b', 'X1', 'Y2', '扩建手续一次办理', 'yellow', NOW + 12 * DAY],
  ['c', 'X2', 'Y2', '流动资金贷款对接', 'red', NOW - 3 * DAY],
]
const see = (matters: readonly (readonly (string | number)[])[] = MATTERS, words = 5) => {
  const { panel, reader } = shown({
    metrics,
    roles,
    options: { words },
    cells: {
      'members|211000||': { total: 6, rows: MEMBERS },
      'matters|211000||': { total: matters.length, rows: matters },
      'lights|211000|green|': 1,
      'lights|211000|red|': matters.length > 2 ? 1 : 0,
    },
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[WDG48] each enterprise has a sign for the newest matter with each unit that serves it, or none', () => {
  const { leaders, services, rows } = see()
  expect(leaders).toEqual(['非公企业综合党委', '化工产业链党委'])
  expect(services.map(({ name }) => name)).toEqual(['审批', '金融'])
  expect(rows.map(({ title, signs }) => [title, ...signs.map(sign => sign?.glyph ?? null)])).toEqual([
    ['演示企业化工01', 'ok', 'warn'],
    ['演示企业化工02', null, 'bad'],
  ])
  expect(rows[1]!.signs[1]!.label).toBe('演示企业化工02 金融: 流动资金贷款对接 超 3 日')
})

test('[WDG48] what is open is said in words, the most pressing first, and the worst by name', () => {
  const { words, foot } = see()
  expect(words.map(({ title, about, stands }) => [title, about, stands])).toEqual([
    ['流动资金贷款对接', '演示企业化工02 金融', '超 3 日'],
    ['扩建手续一次办理', '演示企业化工01 金融', '限 12-04'],
  ])
  expect(phraseText(foot)).toBe('办结 1 在办 0 超时 1 演示企业化工02 金融 超 3 日')
  expect(foot.map(({ glyph }) => glyph)).toEqual(['ok', 'none', 'bad', undefined])
})

test('[WDG48] nothing overdue is no red, and an age of its matters stands in the title row', () => {
  const { foot, heading: head } = see(MATTERS.slice(0, 2), 0)
  expect(foot.map(({ glyph }) => glyph)).toEqual(['ok', 'none', 'none'])
  expect(phraseText(head.summary!)).toBe('8 秒前')
})
