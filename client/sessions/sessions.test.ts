import { expect, test } from 'vitest'
import type { Row } from '../../shared/kinds/kind.ts'
import type { SessionHistory } from '../../shared/sync/session.ts'
import { problemWords } from '../language/problems.ts'
import { sessionWords } from '../language/sessions.ts'
import { areaFor, sessionFor, sessionsFor } from '../problems/step-fields.ts'
import { firstList, inList, isMine } from './lists.ts'
import { newsCells } from './news.ts'
import { namesIn, planOf, stepOf } from './step-fields.ts'
import { entriesOf, newsSince, nextFriday, raisedOf, rowOf, sessionView, stopsOf } from './view.ts'

const AT = (text: string) => Date.parse(`${text}:00+08:00`)
const NOW = AT('2026-11-30T10:00')
const words = sessionWords('zh')
const manner = { words, now: NOW, placeName: (code: string) => (code === '211004' ? '宏伟区' : code) }

const row = (over: Row = {}): Row => ({
  ...{ event: AT('2026-11-27T14:00'), endsAt: AT('2026-11-27T16:00'), area: '211004', theme: '融资对接' },
  ...{ number: 'XC20261123-1', venue: '区政务服务中心', host: '区长', department: '宏伟区发改委' },
  ...{ enterprises: ['演示企业03', '演示企业11'], departments: ['宏伟区住建局'], attended: null },
  ...{ state: 'held', awaits: 'minutes', took: true, open: true, light: 'yellow', overdue: false },
  ...{ dueAt: AT('2026-12-01T00:00') - 1, daysLeft: 0, minutedAt: null, closedAt: null, step: 1 },
  ...{ provisional: false, ...over },
})
const entry = (key: string, type: string, over: Row = {}): Row => ({
  ...{ key, type, event: AT('2026-11-23T09:00'), role: 'officer', department: '宏伟区发改委', place: null },
  ...{ text: null, attended: null, irregular: false, ...over },
})
const one = (over: Row = {}, more: Partial<SessionHistory> = {}): SessionHistory => ({
  ...{ id: 'XC20261123-1', row: row(over), can: [], history: [entry('1', 'planned')] },
  ...{ problems: [], unsettled: 0, collect: false, ...more },
})

test('[TSSC1] it says when, where and who, its state with its lamp, what it waits for and until when', () => {
  expect(sessionView(one(), manner)).toMatchObject({
    ...{ title: '融资对接', when: '11-27 14:00–16:00', venue: '区政务服务中心', host: '区长' },
    ...{ state: '已举行', awaits: '等待登记纪要', due: '限 23:59', left: '今日内', glyph: 'warn' },
    ...{ enterprises: ['演示企业03', '演示企业11'], attended: [], isOver: false },
  })
  expect(rowOf(one(), manner)).toMatchObject({ about: '11-27 14:00–16:00 区政务服务中心', left: '今日内' })
  const late = { overdue: true, light: 'red', daysLeft: -2 }
  expect(sessionView(one(late), manner)).toMatchObject({ glyph: 'bad', left: '超 2 工作日', isOver: true })
  const told = { theme: null, venue: null, open: false, awaits: 'nothing', dueAt: null }
  expect(rowOf(one(told), manner)).toMatchObject({ title: 'XC20261123-1', left: '', due: '' })
})

test('[TSSC2] its stops carry when they were reached; the next one its lamp, and none of what is cancelled', () => {
  const stops = (over: Row) => {
    const each = one(over)
    return stopsOf(each, sessionView(each, manner), manner).map(({ way, text }) => [way, text])
  }
  expect(stops({})).toEqual([
    ['done', '11-23 09:00'],
    ['done', '11-27 14:00'],
    ['next', '今日内'],
    ['ahead', ''],
  ])
  const minuted = { minutedAt: AT('2026-11-27T17:00'), awaits: 'closing', daysLeft: 4 }
  expect(stops(minuted).slice(2)).toEqual([
    ['done', '11-27 17:00'],
    ['next', '剩 4 工作日'],
  ])
  const off = { state: 'cancelled', took: false, open: false, dueAt: null }
  expect(stops(off).map(([way]) => way)).toEqual(['done', 'ahead', 'ahead', 'ahead'])
})

test('[TSSC3] each step says when, which post and which words; the minutes say who came', () => {
  const history = [
    entry('1', 'planned', { role: 'leader', department: null, place: '211004' }),
    entry('2', 'held', { text: '提出两项问题', attended: ['演示企业03'] }),
  ]
  const told = entriesOf(one({}, { history }), manner)
  expect(told.map(({ what, who }) => [what, who])).toEqual([
    ['排定', '宏伟区 领导'],
    ['登记纪要', '宏伟区发改委'],
  ])
  expect(told[1]?.lines.map(({ text }) => text)).toEqual(['提出两项问题', '到场 1 家:演示企业03'])
  expect(newsSince(one(), one({}, { history }), manner).map(({ key }) => key)).toEqual(['2'])
})

test('[TSSC4] what was raised there is told as the ledger has it', () => {
  const problems = [
    {
      ...{ number: 'WT20261127-1', title: '天然气接引', enterprise: '演示企业03', state: 'assigned' },
      ...{ department: '宏伟区住建局', light: 'yellow', counted: true },
    },
    {
      ...{ number: 'WT20261127-2', title: '内部纠纷', enterprise: '演示企业11', state: 'rejected' },
      ...{ department: '宏伟区发改委', light: 'not_applicable', counted: false },
    },
  ]
  expect(raisedOf(one({}, { problems }), problemWords('zh'))).toMatchObject([
    { id: 'WT20261127-1', title: '天然气接引', state: '已交办', glyph: 'warn' },
    { id: 'WT20261127-2', state: '已剔除', glyph: 'none' },
  ])
})

test('[TSSC4] a problem that is collected from a session begins with it, however long ago that was', () => {
  const sessions = [
    { number: '第199场', area: '211004' },
    { number: '第198场', area: '211002' },
  ]
  expect(sessionFor(sessionsFor(sessions, null), null)).toMatchObject({ number: '第199场' })
  expect(sessionFor(sessionsFor(sessions, '第198场'), '第198场')).toMatchObject({ number: '第198场' })
  const old = sessionsFor(sessions, '第2场')
  expect([old.length, sessionFor(old, '第2场')]).toEqual([3, { number: '第2场' }])
  expect(sessionFor([], null)).toBeNull()
  const areas = ['211003', '211002']
  expect([areaFor(areas, sessions[1]!), areaFor(areas, sessions[0]!), areaFor([], null)]).toEqual([
    ...['211002', '211003', ''],
  ])
})

test('[TSSC5] what is sent is what was filled in: names one a line, each once, and instants of the city', () => {
  expect(namesIn(' 演示企业03 \n演示企业11、演示企业03,,')).toEqual(['演示企业03', '演示企业11'])
  const form = {
    ...{ area: '211004', theme: ' 融资对接 ', day: '2026-11-27', from: '14:00', until: '16:00' },
    ...{ venue: '三楼', host: '区长', enterprises: '演示企业03', departments: ['宏伟区住建局'] },
  }
  expect(planOf(form)).toEqual({
    ...{ area: '211004', theme: '融资对接', venue: '三楼', host: '区长', enterprises: ['演示企业03'] },
    ...{ departments: ['宏伟区住建局'], startsAt: row()['event'], endsAt: row()['endsAt'] },
  })
  const said = { text: ' 谈了用气 ', attended: ['演示企业03'], others: '演示企业12\n演示企业03' }
  expect(stepOf('hold', said, 1)).toEqual({
    ...{ seen: 1, text: '谈了用气', attended: ['演示企业03', '演示企业12'] },
  })
  expect(stepOf('close', said, 2)).toEqual({ seen: 2, text: '谈了用气' })
  expect([nextFriday(NOW), nextFriday(AT('2026-12-04T10:00'))]).toEqual(['2026-12-04', '2026-12-11'])
})

test('[TSSC6] a list is what waits for me, what is late, open, ahead, over; what was announced elsewhere is ahead and open for nobody', () => {
  const all = [
    one({ overdue: true }, { id: 'minutes', can: ['hold', 'cancel'] }),
    one({ awaits: 'closing' }, { id: 'closing', can: [] }),
    one({ state: 'planned', awaits: 'holding' }, { id: 'planned', can: ['cancel'] }),
    one({ state: 'planned', awaits: 'nothing', open: false }, { id: 'announced', can: ['cancel'] }),
    one({ awaits: 'nothing', open: false }, { id: 'told', can: ['hold'] }),
  ]
  const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
  expect([ids('mine'), ids('overdue')]).toEqual([['minutes'], ['minutes']])
  expect([ids('ahead'), ids('over')]).toEqual([['planned', 'announced'], ['told']])
  expect(ids('open')).toEqual(['minutes', 'closing', 'planned'])
  expect([firstList(all), firstList(all.slice(1)), isMine(all[2]!)]).toEqual(['mine', 'open', false])
})

test('[TSSC7] the page hears of sessions and of problems from a scene that lists them, and of nothing from one that does not', () => {
  const scene = (...metrics: string[]) =>
    ({ panels: metrics.map(metric => ({ metrics: { list: metric } })) }) as unknown as Parameters<
      typeof newsCells
    >[0]
  expect(newsCells(scene('problem.open.list@city', 'tea.list@city', 'tea.list@city'), '211000')).toEqual([
    ...['tea.list|211000||', 'problem.open.list|211000||'],
  ])
  expect([newsCells(scene('case.overdue'), '211000'), newsCells(undefined, '211000')]).toEqual([[], []])
})
