import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { CommitmentHistory } from '../../shared/sync/commitment.ts'
import { commitmentWords } from '../language/commitments.ts'
import { firstList, inList, isMine } from './lists.ts'
import { stepOf } from './step-fields.ts'
import { actTitle, commitmentView, entriesOf, newsSince, rowOf, stopsOf } from './view.ts'

const AT = (text: string) => Date.parse(`${text}:00+08:00`)
const NOW = AT('2026-11-25T10:00')
const MADE = AT('2026-11-02T10:00')
const words = commitmentWords('zh')
const manner = { words, now: NOW, placeName: (code: string) => (code === '211004001' ? '长征街道' : code) }

const row = (over: Row = {}): Row => ({
  ...{ event: MADE, area: '211004001', title: '旅馆业特种行业许可证核发', enterprise: '演示企业07' },
  ...{ code: '91350100M000100Y43', department: '市公安局', state: 'awaiting', awaits: 'check', open: true },
  ...{ light: 'yellow', overdue: false, dueAt: AT('2026-12-01T00:00') - 1, daysLeft: 3, step: 1 },
  ...{ dishonest: false, checkedAt: null, provisional: false, ...over },
})
const entry = (key: string, type: string, over: Row = {}): Row => ({
  ...{ key, type, event: NOW - HOUR, role: 'officer', department: '市公安局', place: null },
  ...{ text: null, checkedAt: null, mendBy: null, irregular: false, ...over },
})
const one = (over: Row = {}, more: Partial<CommitmentHistory> = {}): CommitmentHistory => ({
  ...{ id: 'XY1', row: row(over), can: [], history: [entry('1', 'made', { event: MADE, role: null })] },
  ...more,
})
const DISHONEST = { state: 'dishonest', awaits: 'nothing', open: false, dishonest: true, dueAt: null }

test('[CMTC1] it says who promised what, its state with its lamp, what it waits for and until when; 失信 has a sign and no clock', () => {
  expect(commitmentView(one(), manner)).toMatchObject({
    ...{ title: '旅馆业特种行业许可证核发', enterprise: '演示企业07', place: '长征街道', glyph: 'warn' },
    ...{ state: '待核查', awaits: '等待部门核查', left: '剩 3 工作日', due: '限 11-30 23:59' },
    ...{ isOver: false, isDishonest: false },
  })
  const late = { overdue: true, light: 'red', daysLeft: -2 }
  expect(commitmentView(one(late), manner)).toMatchObject({ glyph: 'bad', left: '超 2 工作日', isOver: true })
  const flagged = commitmentView(one({ ...DISHONEST, light: 'not_applicable' }), manner)
  expect(flagged).toMatchObject({ glyph: 'warn', state: '失信', isDishonest: true, left: '', due: '' })
  const kept = { state: 'kept', awaits: 'nothing', open: false, light: 'green' }
  expect(rowOf(one(kept), manner)).toMatchObject({
    glyph: 'ok',
    left: '',
    about: '演示企业07',
    number: 'XY1',
  })
})

test('[CMTC2] its stops carry when they were reached; where it was kept nothing was decided, and none is next once it is over', () => {
  const stops = (over: Row, history: readonly Row[] = [entry('1', 'made')]) => {
    const each = one(over, { history })
    return stopsOf(each, commitmentView(each, manner), manner).map(({ way, text }) => [way, text])
  }
  expect(stops({})).toEqual([
    ['done', '11-02 10:00'],
    ['next', '剩 3 工作日'],
    ['ahead', ''],
    ['ahead', ''],
  ])
  const found = { state: 'breached', awaits: 'decision', checkedAt: NOW - HOUR, daysLeft: 5 }
  expect(stops(found).map(([way]) => way)).toEqual(['done', 'done', 'next', 'ahead'])
  const flagged = [entry('1', 'made'), entry('2', 'breached'), entry('3', 'flagged')]
  const held = { ...DISHONEST, checkedAt: NOW - DAY }
  expect(stops(held, flagged).map(([way]) => way)).toEqual(['done', 'done', 'done', 'ahead'])
  const kept = { state: 'kept', awaits: 'nothing', open: false, light: 'green', checkedAt: NOW - HOUR }
  expect(stops(kept, [entry('1', 'made'), entry('2', 'kept')])).toEqual([
    ...[
      ['done', '11-02 10:00'],
      ['done', '09:00'],
      ['ahead', ''],
      ['done', '09:00'],
    ],
  ])
})

test('[CMTC3] each step says when, which post and which words; a check its day, and until when it is to be mended', () => {
  const history = [
    entry('1', 'made', { role: null }),
    entry('2', 'mend', { text: '消防门未装', checkedAt: NOW - DAY, mendBy: AT('2026-12-05T00:00') - 1 }),
    entry('3', 'flagged', { role: 'leader', department: null, place: '211004001', text: '逾期未改' }),
  ]
  const told = entriesOf(one({}, { history }), manner)
  expect(told.map(({ what, who, glyph }) => [what, who, glyph])).toEqual([
    ['作出承诺', '市公安局', 'info'],
    ['限期整改', '市公安局', 'warn'],
    ['认定失信', '长征街道 领导', 'bad'],
  ])
  expect(told[1]?.lines.map(({ text }) => text)).toEqual([
    ...['消防门未装', '2026-11-24 核查', '限 12-04 23:59 前整改'],
  ])
  expect(newsSince(one(), one({}, { history }), manner).map(({ key }) => key)).toEqual(['2', '3'])
  expect([actTitle('check', one(), words), actTitle('check', one({ awaits: 'recheck' }), words)]).toEqual([
    ...['登记核查', '登记复核'],
  ])
})

test('[CMTC4] what is sent is what its step needs: a day of today is now, another its end, never before the commitment', () => {
  const form = {
    ...{ text: ' 现场核查 ', checkedOn: '2026-11-25', finding: 'mend', mendBy: '2026-12-04' },
    decision: 'flagged',
  }
  const about = { seen: 1, madeAt: MADE, now: NOW }
  const said = { seen: 1, text: '现场核查' }
  expect(stepOf('check', form, about)).toEqual({
    ...{ ...said, finding: 'mend', checkedAt: NOW, mendBy: AT('2026-12-05T00:00') - 1 },
  })
  const kept = { ...form, finding: 'kept', checkedOn: '2026-11-24' }
  expect(stepOf('check', kept, about)).toEqual({
    ...{ ...said, finding: 'kept', checkedAt: AT('2026-11-25T00:00') - 1 },
  })
  expect(stepOf('check', { ...kept, checkedOn: '2026-11-01' }, about)).toMatchObject({ checkedAt: MADE })
  expect(stepOf('decide', form, about)).toEqual({ ...said, decision: 'flagged' })
  expect(stepOf('restore', form, about)).toEqual(said)
})

test('[CMTC5] a list is what waits for me, what is overdue, open, 失信, over', () => {
  const all = [
    one({}, { id: 'check', can: ['check'] }),
    one({ overdue: true }, { id: 'late' }),
    one({ state: 'breached', awaits: 'decision' }, { id: 'decide', can: ['decide'] }),
    one(DISHONEST, { id: 'dishonest', can: ['repair'] }),
    one({ state: 'broken', awaits: 'nothing', open: false }, { id: 'told', can: ['decide'] }),
  ]
  const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
  expect([ids('mine'), ids('overdue')]).toEqual([['check', 'decide'], ['late']])
  expect([ids('dishonest'), ids('over')]).toEqual([['dishonest'], ['told']])
  expect(ids('open')).toEqual(['check', 'late', 'decide'])
  expect([firstList(all), firstList(all.slice(3)), isMine(all[3]!)]).toEqual(['mine', 'open', false])
})
