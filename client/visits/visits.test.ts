import { expect, test } from 'vitest'
import { HOUR } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { VisitHistory } from '../../shared/sync/visit.ts'
import { visitWords } from '../language/visits.ts'
import { firstList, inList, isMine } from './lists.ts'
import { actTitle, entriesOf, newsSince, stopsOf, visitView } from './view.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')
const words = visitWords('zh')
const manner = { words, now: NOW, placeName: (code: string) => (code === '211004001' ? '长征街道' : code) }

const row = (over: Row = {}): Row => ({
  ...{ event: NOW - 3 * HOUR, area: '211004001', title: '邻里漏水', subject: 'dispute', channel: 'walkIn' },
  ...{ department: '长征街道办', state: 'received', triage: null, open: true, light: 'yellow' },
  ...{ overdue: false, dueAt: NOW + 21 * HOUR, closedAt: null, step: 1, ...over },
})
const entry = (key: string, type: string, over: Row = {}): Row => ({
  ...{ key, type, event: NOW - HOUR, role: 'officer', department: '长征街道办', place: null },
  ...{ text: null, to: null, dueAt: null, irregular: false, ...over },
})
const one = (over: Row = {}, more: Partial<VisitHistory> = {}): VisitHistory => ({
  ...{ id: 'FT20261124-1', row: row(over), can: [], history: [entry('1', 'received')], ...more },
})

test('[VSTC1] it says its state with its lamp, what it waits for, and the hours that are left or over', () => {
  expect(visitView(one(), manner)).toMatchObject({
    ...{ glyph: 'warn', state: '待分流', awaits: '等待三向分流', left: '剩 21 时', place: '长征街道' },
    ...{ subject: '矛盾', channel: '上门', isOver: false },
  })
  const late = { overdue: true, light: 'red', dueAt: NOW - 1, state: 'solving' }
  expect(visitView(one(late), manner)).toMatchObject({ glyph: 'bad', left: '超 1 时', isOver: true })
  const over = { state: 'closed', open: false, light: 'green', dueAt: null }
  expect(visitView(one(over), manner)).toMatchObject({ glyph: 'ok', awaits: '', due: '', left: '' })
})

test('[VSTC2] its stops carry when they were reached, the next one its lamp', () => {
  const stops = (over: Row, history: readonly Row[]) => {
    const each = one(over, { history })
    return stopsOf(each, visitView(each, manner), manner).map(({ way, glyph, text }) => [way, glyph, text])
  }
  expect(stops({}, [entry('1', 'received')])).toEqual([
    ['done', 'ok', '07:00'],
    ['next', 'warn', '剩 21 时'],
    ['ahead', 'none', ''],
  ])
  const sent = [entry('1', 'received'), entry('2', 'solvable')]
  expect(stops({ state: 'solving', triage: 'solvable' }, sent)).toEqual([
    ['done', 'ok', '07:00'],
    ['done', 'ok', '09:00'],
    ['next', 'warn', '剩 21 时'],
  ])
})

test('[VSTC3] each step says when, which post and which words; a term its department and its day', () => {
  const history = [
    entry('1', 'received'),
    entry('2', 'escalated', { text: '产权不清' }),
    entry('3', 'termed', {
      ...{ role: 'leader', department: null, place: '211004001', text: '请牵头' },
      ...{ to: '宏伟区住建局', dueAt: Date.parse('2026-11-30T23:59:00+08:00') },
    }),
  ]
  const told = entriesOf(one({}, { history }), manner)
  expect(told.map(({ what, who }) => [what, who])).toEqual([
    ['接访', '长征街道办'],
    ['困难,上报领导', '长征街道办'],
    ['领导定时限', '长征街道 领导'],
  ])
  expect(told[2]?.lines.map(({ text }) => text)).toEqual(['请牵头', '交宏伟区住建局', '限 11-30 23:59 前'])
  expect(newsSince(one(), one({}, { history }), manner).map(({ key }) => key)).toEqual(['2', '3'])
  expect([actTitle('term', one(), words), actTitle('term', one({ state: 'termed' }), words)]).toEqual([
    ...['定时限', '改定时限'],
  ])
})

test('[VSTC4] a list is what waits for me, what is overdue, open, closed', () => {
  const all = [
    one({}, { id: 'new', can: ['answer', 'solve', 'escalate'] }),
    one({ state: 'solving' }, { id: 'late', can: ['escalate'] }),
    one({ state: 'termed', overdue: true }, { id: 'term', can: ['term'] }),
    one({ state: 'closed', open: false }, { id: 'done' }),
  ]
  const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
  expect([ids('mine'), ids('overdue'), ids('over')]).toEqual([['new'], ['term'], ['done']])
  expect(ids('open')).toHaveLength(3)
  expect([firstList(all), firstList(all.slice(1)), isMine(one())]).toEqual(['mine', 'open', false])
})
