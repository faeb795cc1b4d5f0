import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { SnapHistory } from '../../shared/sync/snap.ts'
import { snapWords } from '../language/snaps.ts'
import { firstList, inList, isMine } from './lists.ts'
import { actsOf, entriesOf, linkedText, newsSince, photosOf, snapView, stopsOf } from './view.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')
const words = snapWords('zh')
const manner = {
  ...{ words, language: 'zh' as const, now: NOW },
  placeName: (code: string) => (code === '211004001' ? '长征街道' : code),
}

const row = (over: Row = {}): Row => ({
  ...{ event: NOW - 3 * HOUR, area: '211004001', category: '安全隐患', state: 'submitted', step: 1 },
  ...{ open: true, overdue: false, dueAt: NOW + 21 * HOUR, triagedAt: null, decidedAt: null },
  ...{ answeredAt: null, ...over },
})
const entry = (key: string, type: string, over: Row = {}): Row => ({
  ...{ key, type, event: NOW - HOUR, role: 'officer', department: '宏伟区民政局', place: null, text: null },
  ...{ photo: null, upgradedTo: null, upgradedNo: null, irregular: false, ...over },
})
const one = (over: Row = {}, more: Partial<SnapHistory> = {}): SnapHistory => ({
  ...{ id: 'SP20261124-1', text: '井盖松动', address: '文化路口', row: row(over), can: [], linked: null },
  history: [entry('1', 'submitted', { role: null, department: null, photo: 'a', text: '井盖松动' })],
  ...more,
})

test('[SNPC1] it says its state with a sign, what it waits for, and the hours that are left or over', () => {
  expect(snapView(one(), manner)).toMatchObject({
    ...{ glyph: 'warn', state: '待研判', awaits: '等待社区研判', left: '剩 21 时', isOver: false },
    ...{ place: '长征街道 文化路口', category: '安全隐患', due: '限 11-25 07:00' },
  })
  const over = snapView(one({ overdue: true, dueAt: NOW - 90 * MINUTE }), manner)
  expect(over).toMatchObject({ glyph: 'bad', left: '超 2 时', isOver: true })
  const done = snapView(one({ state: 'feedback_sent', open: false }), manner)
  expect(done).toMatchObject({ glyph: 'ok', state: '已反馈', awaits: '', due: '', left: '' })
})

test('[SNPC2] its stops carry when they were reached, the next one its sign', () => {
  const stops = (over: Row) => {
    const each = one(over)
    return stopsOf(each, snapView(each, manner), manner).map(({ way, glyph, text }) => [way, glyph, text])
  }
  expect(stops({ state: 'community_triage', triagedAt: NOW - HOUR })).toEqual([
    ['done', 'ok', '07:00'],
    ['done', 'ok', '09:00'],
    ['next', 'warn', '剩 21 时'],
    ['ahead', 'none', ''],
  ])
  const answered = { triagedAt: NOW - HOUR, decidedAt: NOW - HOUR, answeredAt: NOW, open: false }
  expect(stops({ ...answered, state: 'feedback_sent' }).map(([way]) => way)).toEqual(
    Array.from({ length: 4 }, () => 'done'),
  )
})

test('[SNPC3] each step says when, which post and which words; whoever made it is told as that', () => {
  const history = [
    ...one().history,
    entry('2', 'upgraded', { text: '转城管', upgradedTo: 'citymgmt', upgradedNo: 'CG-7' }),
    entry('3', 'feedback_sent', { text: '井盖已更换', photo: 'b' }),
  ]
  const told = entriesOf(one({}, { history }), manner)
  expect(told.map(({ what, who }) => [what, who])).toEqual([
    ['上报', '上报人'],
    ['转上级', '宏伟区民政局'],
    ['反馈上报人', '宏伟区民政局'],
  ])
  expect(told[1]?.lines).toEqual([
    { text: '转城管', soft: false },
    { text: '转数字城管 CG-7', soft: true },
  ])
  expect(photosOf(one({}, { history })).map(({ photo }) => photo)).toEqual(['a', 'b'])
  expect(newsSince(one(), one({}, { history }), manner).map(({ key }) => key)).toEqual(['2', '3'])
})

test('[SNPC5] the case it was passed up to is told as it stands', () => {
  const linked = {
    ...{ kind: { zh: '城市管理案件', en: 'case' }, number: 'CG-7' },
    state: { zh: '处置中', en: 'being dealt with' },
  }
  expect(linkedText(one({}, { linked }), manner)).toBe('城市管理案件 CG-7:处置中')
  expect(linkedText(one(), manner)).toBe('')
})

test('[SNPC5] among his own somebody handles none, though he may do so elsewhere', () => {
  const mine = one({}, { can: ['answer', 'take'] })
  expect([actsOf(mine, true), actsOf(mine, false)]).toEqual([[], ['take', 'answer']])
})

test('[SNPC6] a list is what waits for me, what is late, what is open, what is answered', () => {
  const all = [
    one({}, { id: 'new', can: ['take'] }),
    one({ state: 'self_handled', overdue: true }, { id: 'late', can: ['pass', 'answer'] }),
    one({ state: 'feedback_sent', open: false }, { id: 'done' }),
    one({ state: 'self_handled' }, { id: 'others', can: ['pass'] }),
  ]
  const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
  expect(ids('mine')).toEqual(['new', 'late'])
  expect([ids('overdue'), ids('open'), ids('over')]).toEqual([['late'], ['new', 'late', 'others'], ['done']])
  expect([firstList(all), firstList(all.slice(2))]).toEqual(['mine', 'open'])
  expect(isMine(one())).toBe(false)
})
