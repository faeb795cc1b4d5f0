import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { Way } from '../../shared/ledgers/document.ts'
import type { LedgerHistory } from '../../shared/sync/ledger.ts'
import { ledgerWords } from '../language/ledgers.ts'
import { firstList, inLedger, inList, isAwaited } from './lists.ts'
import { stepOf } from './step-fields.ts'
import { entriesOf, isPrimary, ledgerView, newsSince, rowOf, stopsOf } from './view.ts'

const AT = (text: string) => Date.parse(`${text}:00+08:00`)
const NOW = AT('2026-11-25T10:00')
const words = ledgerWords('zh')
const manner = {
  ...{ words, now: NOW, language: 'zh' as const },
  placeName: (code: string) => (code === '211004001' ? '长征街道' : code),
}
const TITLE = { zh: '拖欠账款投诉', en: 'complaints of debts' }
const WAY = {
  stages: [
    { name: '待移交', term: 7, unit: 'workday' },
    { name: '待答复', term: 1, unit: 'month' },
  ],
} as unknown as Way

const row = (over: Row = {}): Row => ({
  ...{ event: NOW - 9 * DAY, area: '211004001', number: 'QK1', title: '拖欠货款', party: '演示企业07' },
  ...{ department: '市工信局', keeper: '市营商局', work: 'working', workStage: '待移交', open: true },
  ...{ light: 'yellow', overdue: false, dueAt: AT('2026-11-27T00:00') - 1, daysLeft: 1, step: 2 },
  ...{ result: null, sourceState: null, provisional: false, ...over },
})
const step = (key: string, type: string, over: Row = {}): Row => ({
  ...{ key, type, event: NOW - HOUR, role: 'officer', department: '市工信局', place: null, text: null },
  ...{ stage: null, to: null, parent: null, irregular: false, ...over },
})
const one = (over: Row = {}, more: Partial<LedgerHistory> = {}): LedgerHistory => ({
  ...{ id: 'ledgers:QK1', row: row(over), can: [], title: TITLE, way: WAY },
  history: [step('1', 'entered', { role: null }), step('2', 'taken', { event: NOW - DAY })],
  ...more,
})

test('[LDGC1] it says of which ledger it is, its state with its lamp, for whom it waits and until when', () => {
  expect(ledgerView(one(), manner)).toMatchObject({
    ...{ title: '拖欠货款', ledger: '拖欠账款投诉', party: '演示企业07', place: '长征街道', glyph: 'warn' },
    ...{ state: '办理中', awaits: '待移交', left: '剩 1 工作日', due: '限 11-26 23:59', isOver: false },
  })
  const awaits = (work: string) => ledgerView(one({ work }), manner).awaits
  expect(['waiting', 'handedBack', 'answered', 'settled'].map(awaits)).toEqual([
    ...['等待市工信局接办', '等待领导改派', '等待市营商局登记对方意见', '等待领导销号'],
  ])
  const struck = { work: 'struck', open: false, light: 'green', sourceState: 'going', result: '已付' }
  expect(ledgerView(one(struck), manner)).toMatchObject({
    ...{ glyph: 'ok', state: '已销号', left: '', due: '', result: '已付' },
    source: '来源台账仍记为“推进中”。',
  })
  expect(ledgerView(one(), manner).source).toBe('')
  expect(rowOf(one({ work: 'waiting', dueAt: null }), manner)).toMatchObject({
    ...{ about: '拖欠账款投诉 演示企业07', left: '等待市工信局接办', number: 'QK1' },
  })
})

test('[LDGC2] its way has the stages of its document, and a stop of the keeper where there is one', () => {
  const stops = (over: Row, history: readonly Row[]) => {
    const each = one(over, { history })
    return stopsOf(each, ledgerView(each, manner), manner).map(({ title, way }) => `${title} ${way}`)
  }
  const taken = [step('1', 'entered'), step('2', 'taken')]
  const moved = [...taken, step('3', 'moved', { stage: '待答复' })]
  expect(stops({ work: 'waiting' }, taken.slice(0, 1))).toEqual([
    ...['接办 next', '待移交 ahead', '待答复 ahead', '确认 ahead', '销号 ahead'],
  ])
  expect(stops({}, taken).slice(0, 3)).toEqual(['接办 done', '待移交 next', '待答复 ahead'])
  expect(stops({ workStage: '待答复' }, moved).slice(1, 3)).toEqual(['待移交 done', '待答复 next'])
  const answered = [...moved, step('4', 'answered')]
  expect(stops({ work: 'answered', workStage: '待答复' }, answered).slice(2)).toEqual([
    ...['待答复 done', '确认 next', '销号 ahead'],
  ])
  const over = [...answered, step('5', 'struck')]
  expect(stops({ work: 'struck', keeper: null, open: false }, over)).toEqual([
    ...['接办 done', '待移交 done', '待答复 done', '销号 done'],
  ])
})

test('[LDGC3] each step says when, which post and which words, and what else it said', () => {
  const history = [
    step('1', 'entered', { role: null, department: null }),
    step('2', 'handedBack', { text: '不归我局' }),
    step('3', 'assigned', { role: 'leader', department: null, place: '211004001', to: '市人社局' }),
    step('4', 'answered', { text: '已对上', parent: 'Z1' }),
    step('5', 'moved', { stage: '待答复' }),
  ]
  const told = entriesOf(one({}, { history }), manner)
  expect(told.map(({ what, who, glyph }) => [what, who, glyph])).toEqual([
    ['列入台账', '', 'info'],
    ['退回', '市工信局', 'warn'],
    ['改派', '长征街道 领导', 'info'],
    ['办结', '市工信局', 'ok'],
    ['转入下一环节', '市工信局', 'info'],
  ])
  expect(told.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual([
    ...['不归我局', '交 市人社局', '已对上', '对应 Z1', '环节:待答复'],
  ])
  expect(newsSince(one(), one({}, { history }), manner).map(({ key }) => key)).toEqual(['3', '4', '5'])
})

test('[LDGC4] what is sent is what its step needs', () => {
  const form = { text: ' 已办 ', to: '市人社局', parent: ' Z1 ' }
  expect(stepOf('take', form, 1)).toEqual({ seen: 1 })
  expect(stepOf('answer', form, 2)).toEqual({ seen: 2, text: '已办', parent: 'Z1' })
  expect(stepOf('answer', { ...form, parent: '' }, 2)).toEqual({ seen: 2, text: '已办' })
  expect(stepOf('assign', { ...form, text: ' ' }, 2)).toEqual({ seen: 2, to: '市人社局' })
})

test('[LDGC5] a list is what waits for me, what is overdue, open, over; of one ledger', () => {
  const all = [
    one({ work: 'waiting' }, { id: 'take', can: ['take', 'handBack'] }),
    one({ overdue: true }, { id: 'late', can: ['note'] }),
    one({ work: 'struck', open: false }, { id: 'struck', title: { zh: '政企直通车', en: 'line' } }),
  ]
  const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
  expect([ids('mine'), ids('overdue'), ids('open'), ids('over')]).toEqual([
    ...[['take'], ['late'], ['take', 'late'], ['struck']],
  ])
  expect([firstList(all), firstList(all.slice(1))]).toEqual(['mine', 'open'])
  expect(inLedger(all, '政企直通车').map(({ id }) => id)).toEqual(['struck'])
  expect(inLedger(all, '')).toHaveLength(3)
  expect([isAwaited(all[0]!, 'handBack'), isPrimary(all[0]!, 'take')]).toEqual([false, true])
  expect(isPrimary(one({ work: 'settled' }), 'sendBack')).toBe(false)
})
