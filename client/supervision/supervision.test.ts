import { expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import type { Text } from '../../shared/model/value.ts'
import type { SupervisionHistory } from '../../shared/sync/supervision.ts'
import { supervisionWords } from '../language/supervision.ts'
import { Refusal } from '../people/asking.ts'
import { currentIn } from '../work/action.ts'
import { matterIn } from './asking.ts'
import { firstList, inList, isMine } from './lists.ts'
import { entriesOf, newsSince, overText, stopsOf, supervisionView } from './view.ts'

const AT = (text: string) => Date.parse(`${text}:00+08:00`)
const NOW = AT('2026-11-25T10:00')
const words = supervisionWords('zh')
const manner = { words, now: NOW, placeName: (code: string) => (code === '211000' ? '辽阳市' : code) }

const row = (over: Row = {}): Row => ({
  ...{
    number: 'DB20261124-5FA8-1',
    matter: 'project',
    record: 'gcproj/p#p/29',
    target: 'gcproj/p',
    item: 'p/29',
    project: '演示项目',
    title: '质量监督手续',
  },
  ...{
    department: '市住建局',
    level: 'press',
    occasion: 'overdue',
    state: 'issued',
    awaits: 'acknowledgement',
  },
  ...{
    light: 'yellow',
    open: true,
    overdue: false,
    secondNotice: false,
    proposed: false,
    provisional: false,
  },
  ...{ event: AT('2026-11-24T10:38'), dueAt: AT('2026-11-26T00:00') - 1, daysLeft: 1, step: 1 },
  ...{ acknowledgedAt: null, repliedAt: null, executedAt: null, closedAt: null },
  ...over,
})
const step = (key: string, type: string, over: Row = {}): Row => ({
  ...{
    key,
    type,
    event: AT('2026-11-24T10:38'),
    role: 'leader',
    place: '211000',
    text: '请办',
    irregular: false,
  },
  ...{ department: '市住建局', difficulty: null, promisedAt: null, decision: null },
  ...over,
})
const one = (over: Row = {}, history: readonly Row[] = [step('1', 'issued')]): SupervisionHistory => ({
  ...{ id: 's-1', row: row(over), can: [], history },
})

test('[SUPC1] it says its state with its lamp, what it waits for, until when, and how much is left or over', () => {
  expect(supervisionView(one(), manner)).toMatchObject({
    ...{ record: 'gcproj/p#p/29', glyph: 'warn', state: '待签收', awaits: '等待部门签收' },
    ...{ due: '限 23:59', left: '剩 1 工作日', isOver: false, provisional: false },
  })
  const left = (over: Row) => supervisionView(one(over), manner).left
  expect(left({ daysLeft: 0 })).toBe('今日内')
  expect(left({ overdue: true, daysLeft: -3 })).toBe('超 3 工作日')
  expect(left({ overdue: true, daysLeft: 0 })).toBe('已超时')
  expect(left({ dueAt: null })).toBe('')
  const told = { state: 'second_notice', overdue: true, secondNotice: true, light: 'red', provisional: true }
  expect(supervisionView(one(told), manner)).toMatchObject({
    ...{ state: '二次督办', glyph: 'bad', isOver: true, noticed: true, provisional: true },
  })
})

test('[SUPC2] its stops carry when they were reached, the next one its lamp, and one closed early none for what was passed over', () => {
  const stops = (over: Row) => {
    const each = one(over)
    return stopsOf(each, supervisionView(each, manner), manner).map(stop => [stop.glyph, stop.way, stop.text])
  }
  const signed = AT('2026-11-25T09:10')
  // Its state is that of a second notice: where it is, is said by what it waits for.
  expect(
    stops({
      state: 'second_notice',
      awaits: 'plan',
      acknowledgedAt: signed,
      light: 'red',
      overdue: true,
      daysLeft: -1,
    }),
  ).toEqual([
    ['ok', 'done', '11-24 10:38'],
    ['ok', 'done', '09:10'],
    ['bad', 'next', '超 1 工作日'],
    ['none', 'ahead', ''],
    ['none', 'ahead', ''],
  ])
  expect(
    stops({ state: 'closed', awaits: 'nothing', light: 'green', closedAt: NOW, dueAt: null }).map(([g]) => g),
  ).toEqual([...['ok', 'none', 'none', 'none', 'ok']])
})

const said = (text: string) => ({ text, soft: false })
const beside = (text: string) => ({ text, soft: true })

test('[SUPC3] each step says when, which post, in which words; what time did is nobody’s', () => {
  const history = [
    step('1', 'issued'),
    step('notice:1', 'second_notice', { role: null, place: null, text: null }),
    step('2', 'planned', {
      role: 'officer',
      text: '补图',
      difficulty: '缺人',
      promisedAt: AT('2026-11-27T00:00') - 1,
    }),
    step('3', 'decided', { decision: 'excuse', text: '已改正', irregular: true }),
  ]
  expect(entriesOf(one({}, history), manner)).toMatchObject([
    { time: '11-24 10:38', what: '发出督办', who: '辽阳市 领导', glyph: 'info', lines: [said('请办')] },
    { what: '二次督办(到限未答)', who: '时限已过', lines: [], glyph: 'bad' },
    { who: '市住建局', lines: [said('补图'), beside('客观困难: 缺人'), beside('计划 11-26 23:59 前完成')] },
    { lines: [said('不予问责'), said('已改正')], irregular: true },
  ])
})

test('[SUPC5] what happened since somebody looked is what was not there then', () => {
  const after = one({ step: 2 }, [step('1', 'issued'), step('2', 'acknowledged', { role: 'officer' })])
  expect(newsSince(one(), after, manner).map(({ key, who }) => [key, who])).toEqual([['2', '市住建局']])
  const late = new Refusal('stale', 'it has changed', { current: after })
  expect(currentIn(late)).toBe(after)
  expect(currentIn(new Refusal('notOpen', '', { current: null }))).toBeNull()
})

test('[SUPC7] mine is what waits for what I may do; a right that is not awaited makes it not mine', () => {
  const all = [
    { ...one(), id: 'sign', can: ['acknowledge'] as const },
    { ...one({ awaits: 'closing', state: 'executed' }), id: 'close', can: ['close', 'return'] as const },
    { ...one(), id: 'other', can: ['close'] as const },
    { ...one({ proposed: true, secondNotice: true }), id: 'blame', can: ['account', 'close'] as const },
    { ...one({ open: false, awaits: 'nothing', state: 'closed' }), id: 'closed', can: [] },
  ]
  const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
  expect(ids('mine')).toEqual(['sign', 'close', 'blame'])
  expect([ids('proposed'), ids('second'), ids('closed')]).toEqual([['blame'], ['blame'], ['closed']])
  expect(ids('open')).toHaveLength(4)
  expect([firstList(all), firstList(all.slice(2, 3))]).toEqual(['mine', 'open'])
  expect(isMine(one())).toBe(false)
})

test('[SUPC7] a record names a thing, or an item of one', () => {
  expect(matterIn('gcproj/p#p/29')).toEqual({ target: 'gcproj/p', item: 'p/29' })
  expect(matterIn('hotline/LY-1')).toEqual({ target: 'hotline/LY-1' })
})

test('[SUPC11] a matter that is no item is called by its kind and by what somebody said of it (LYX-05)', () => {
  const order = { matter: 'hotline-order', record: 'hotline/LY-1', subject: '暖气不热' }
  const told = { ...order, project: null, title: null, target: null, item: null }
  expect(supervisionView(one(told), manner)).toMatchObject({
    ...{ heading: '暖气不热', about: '12345 工单', record: 'hotline/LY-1' },
  })
  const nameless = { ...told, subject: null }
  expect(supervisionView(one(nameless), manner)).toMatchObject({ heading: '12345 工单', about: '' })
  expect(supervisionView(one(), manner)).toMatchObject({ heading: '演示项目', about: '质量监督手续' })
  const shipped = kinds.filter(({ pressed }) => pressed !== undefined).map(({ id, title }) => [id, title])
  for (const language of ['zh', 'en'] as const)
    expect(supervisionWords(language).matters).toEqual(
      Object.fromEntries(shipped.map(([id, title]) => [id, (title as Text)[language]])),
    )
})

test('[SUPC11] its own clock is told in working days where it is held to them, else in days of the calendar', () => {
  const over = (row: Row) => overText(row, manner)
  const dueAt = NOW - 2 * DAY
  expect(over({ overdue: true, overdueDays: 3, daysLeft: 0, dueAt })).toBe('超 3 日')
  expect(over({ overdue: true, daysLeft: -1, dueAt })).toBe('超 1 日')
  expect(over({ overdue: true, dueAt })).toBe('超 2 日')
  expect(over({ overdue: true, dueAt: NOW - 1 })).toBe('已超时')
  expect(over({ overdue: false, daysLeft: 4, dueAt: NOW + 6 * DAY })).toBe('剩 4 日')
  expect(over({ overdue: false, dueAt: NOW + 1 })).toBe('今日到期')
  const tomorrow = { overdue: false, dueAt: AT('2026-11-24T08:00') }
  expect(overText(tomorrow, { ...manner, now: AT('2026-11-23T09:00') })).toBe('剩 1 日')
  expect(overText(tomorrow, { ...manner, now: AT('2026-11-24T00:00') })).toBe('今日到期')
  const yesterday = { ...tomorrow, overdue: true }
  expect(overText(yesterday, { ...manner, now: AT('2026-11-25T07:00') })).toBe('超 1 日')
  expect(over({ overdue: false, dueAt: null })).toBe('')
})
