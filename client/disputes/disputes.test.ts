import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { DisputeHistory } from '../../shared/sync/dispute.ts'
import { disputeWords } from '../language/disputes.ts'
import { firstList, inList, isMine } from './lists.ts'
import { contentOf } from './step-fields.ts'
import { disputeView, entriesOf, newsSince, rowOf, stopsOf } from './view.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')
const words = disputeWords('zh')
const manner = { words, now: NOW, placeName: (code: string) => (code === '211004001' ? '工农街道' : code) }

const row = (over: Row = {}): Row => ({
  ...{ event: NOW - 3 * HOUR, area: '211004001', title: '翻建房屋影响采光', type: 'homestead' },
  ...{ between: 'persons', parties: 3, source: 'patrol', level: 'village', department: '工农街道司法所' },
  ...{ state: 'registered', open: true, light: 'yellow', overdue: false, dueAt: NOW + 3 * DAY - HOUR },
  ...{ acceptedAt: null, settledAt: null, revisitAt: null, kept: null, form: null, confirmed: null, step: 1 },
  ...over,
})
const entry = (key: string, type: string, over: Row = {}): Row => ({
  ...{ key, type, event: NOW - HOUR, role: 'officer', department: '工农街道司法所', place: null },
  ...{ text: null, form: null, agreementNo: null, way: null, to: null, irregular: false, ...over },
})
const one = (over: Row = {}, more: Partial<DisputeHistory> = {}): DisputeHistory => ({
  ...{ id: 'TJ20261124-1', row: row(over), can: [], history: [entry('1', 'registered')], ...more },
})

test('[DISC1] it says its state, its level and its clock; settled, its agreement and by when it is revisited', () => {
  expect(disputeView(one(), manner)).toMatchObject({
    ...{
      glyph: 'warn',
      state: '待受理',
      awaits: '等待受理',
      left: '剩 3 日',
      level: '村级',
      type: '房屋宅基地',
    },
    ...{ parties: '公民之间 3 人', place: '工农街道', agreement: '' },
  })
  expect(disputeView(one({ overdue: true, light: 'red', dueAt: NOW - 1 }), manner)).toMatchObject({
    ...{ glyph: 'bad', left: '超 1 时', isOver: true },
  })
  const settled = { state: 'settled', open: false, light: 'green', dueAt: null, revisitAt: NOW + 20 * DAY }
  const agreed = { form: 'written', agreementNo: 'XY-1', confirmed: true }
  expect(disputeView(one({ ...settled, ...agreed }), manner)).toMatchObject({
    ...{ glyph: 'ok', awaits: '等待回访', left: '', agreement: '书面协议 XY-1 已司法确认' },
    due: '12-14 10:00 前回访',
  })
  expect(disputeView(one({ parties: null }), manner).parties).toBe('')
  expect(rowOf(one(), manner)).toMatchObject({ about: '房屋宅基地 工农街道 村级', number: 'TJ20261124-1' })
})

test('[DISC2] its stops carry when they were reached; what is over without an agreement goes on to none', () => {
  const stops = (over: Row, history: readonly Row[] = []) => {
    const each = one(over, { history })
    return stopsOf(each, disputeView(each, manner), manner).map(({ way, text }) => [way, text])
  }
  expect(stops({})).toEqual([
    ['done', '07:00'],
    ['next', '剩 3 日'],
    ['ahead', ''],
    ['ahead', ''],
  ])
  const kept = { acceptedAt: NOW - 2 * HOUR, settledAt: NOW - HOUR, kept: true, open: false, dueAt: null }
  const revisited = [entry('5', 'kept', { irregular: true }), entry('6', 'kept', { event: NOW })]
  expect(stops(kept, revisited).map(([, text]) => text)).toEqual(['07:00', '08:00', '09:00', '10:00'])
  const withdrawn = stops({ state: 'withdrawn', open: false, dueAt: null })
  expect(withdrawn.map(([way]) => way)).toEqual(['done', 'ahead', 'ahead', 'ahead'])
})

test('[DISC3] each step says when, which post and which words; what was passed up to whom', () => {
  const history = [
    entry('1', 'registered'),
    entry('2', 'passed', { text: '各执一词', to: '宏伟区司法局' }),
    entry('3', 'settled', { form: 'written', agreementNo: 'XY-1', text: '各让一尺' }),
    entry('4', 'guided', { way: 'court' }),
  ]
  const told = entriesOf(one({}, { history }), manner)
  expect(told.map(({ what, glyph }) => [what, glyph])).toEqual([
    ['登记', 'info'],
    ['上报一级', 'warn'],
    ['达成协议', 'ok'],
    ['引导其他途径', 'info'],
  ])
  expect(told.map(({ lines }) => lines.map(({ text }) => text))).toEqual([
    ...[[], ['各执一词', '上报宏伟区司法局'], ['书面协议 XY-1', '各让一尺'], ['诉讼']],
  ])
  expect(newsSince(one(), one({}, { history }), manner).map(({ key }) => key)).toEqual(['2', '3', '4'])
})

test('[DISC4] a list is what waits for me, what is overdue, open, over', () => {
  const all = [
    one({}, { id: 'new', can: ['accept', 'pass', 'guide', 'withdraw'] }),
    one({ state: 'accepted', overdue: true }, { id: 'late', can: ['extend', 'pass'] }),
    one({ state: 'settled', open: false }, { id: 'revisit', can: ['keep', 'break'] }),
    one({ state: 'withdrawn', open: false }, { id: 'done' }),
  ]
  const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
  expect([ids('mine'), ids('overdue'), ids('open'), ids('over')]).toEqual([
    ...[['new', 'revisit'], ['late'], ['new', 'late'], ['revisit', 'done']],
  ])
  expect([firstList(all), firstList(all.slice(1, 2)), isMine(one())]).toEqual(['mine', 'open', false])
})

test('[DISC5] what is sent is what the step has and what was filled in', () => {
  const form = { text: ' 各让一尺 ', form: 'oral', agreementNo: 'XY-1', way: 'court' }
  expect(contentOf('settle', form, 3)).toEqual({ seen: 3, text: '各让一尺', form: 'oral' })
  expect(contentOf('settle', { ...form, form: 'written' }, 3)).toMatchObject({ agreementNo: 'XY-1' })
  expect(contentOf('guide', form, 3)).toEqual({ seen: 3, text: '各让一尺', way: 'court' })
  expect(contentOf('accept', { ...form, text: ' ' }, 1)).toEqual({ seen: 1 })
})
