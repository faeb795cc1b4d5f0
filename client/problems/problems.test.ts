import { expect, test } from 'vitest'
import type { Row } from '../../shared/kinds/kind.ts'
import type { ProblemHistory, ProblemStepName } from '../../shared/sync/problem.ts'
import { problemWords } from '../language/problems.ts'
import { firstList, inGroup, inList, isMine } from './lists.ts'
import { newsCell } from './news.ts'
import { collectOf, stepOf, type StepFields } from './step-fields.ts'
import { actTitle, entriesOf, newsSince, problemView, stopsOf } from './view.ts'

const AT = (text: string) => Date.parse(`${text}:00+08:00`)
const NOW = AT('2026-11-25T10:00')
const words = problemWords('zh')
const manner = { words, now: NOW, placeName: (code: string) => (code === '211004' ? '宏伟区' : code) }

const row = (over: Row = {}): Row => ({
  ...{
    number: 'WT20261123-1',
    title: '天然气接引',
    enterprise: '演示企业07',
    source: 'tea',
    session: '第198场',
  },
  ...{ area: '211004', office: '宏伟区发改委', department: '宏伟区发改委', group: null, groupName: null },
  ...{ state: 'collected', awaits: 'analysis', light: 'yellow', open: true, counted: true, overdue: false },
  ...{ event: AT('2026-11-24T10:38'), dueAt: AT('2026-11-26T00:00') - 1, daysLeft: 1, step: 1 },
  ...{ analysedAt: null, begunAt: null, resolvedAt: null, confirmedAt: null, struckOffAt: null },
  ...over,
})
const step = (key: string, type: string, over: Row = {}): Row => ({
  ...{ key, type, event: AT('2026-11-24T10:38'), role: 'officer', department: '宏伟区住建局', place: null },
  ...{ text: null, reason: null, mergedInto: null, group: null, groupName: null, to: null },
  ...{ promisedAt: null, satisfaction: null, irregular: false },
  ...over,
})
const one = (
  over: Row = {},
  history: readonly Row[] = [],
  can: readonly ProblemStepName[] = [],
): ProblemHistory => ({
  ...{ id: 'WT20261123-1', row: row(over), can, history },
})

test('[PRBC1] it says its state with its lamp, who has it, what it waits for, until when, and how much is left or over', () => {
  expect(problemView(one(), manner)).toMatchObject({
    ...{ glyph: 'warn', state: '待研判', awaits: '等待开始研判', department: '宏伟区发改委', group: '' },
    ...{ due: '限 23:59', left: '剩 1 工作日', isOver: false, place: '宏伟区', source: '亲清下午茶' },
  })
  const late = { state: 'handling', awaits: 'answer', light: 'red', overdue: true, daysLeft: -2 }
  const view = problemView(one({ ...late, group: 'utilities', groupName: '迁改专班' }), manner)
  expect(view).toMatchObject({
    glyph: 'bad',
    left: '超 2 工作日',
    isOver: true,
    group: '水电气热组 · 迁改专班',
  })
  const rejected = { state: 'rejected', light: 'not_applicable', counted: false, open: false, dueAt: null }
  expect(problemView(one(rejected), manner)).toMatchObject({
    glyph: 'none',
    state: '已剔除',
    left: '',
    due: '',
  })
})

test('[PRBC2] stops have their instants; the next one its lamp, and none of what is over', () => {
  const stops = (over: Row) => {
    const problem = one(over)
    return stopsOf(problem, problemView(problem, manner), manner).map(({ glyph, text }) => [glyph, text])
  }
  expect(stops({}).slice(0, 2)).toEqual([
    ['ok', '11-24 10:38'],
    ['warn', '剩 1 工作日'],
  ])
  const back = {
    state: 'handling',
    awaits: 'answer',
    analysedAt: NOW,
    begunAt: NOW,
    resolvedAt: NOW,
    returns: 1,
  }
  expect(stops(back).map(([glyph]) => glyph)).toEqual(['ok', 'ok', 'ok', 'warn', 'none', 'none'])
  const merged = { state: 'merged', awaits: 'nothing', analysedAt: NOW, open: false }
  expect(stops(merged).map(([glyph]) => glyph)).toEqual(['ok', 'ok', 'none', 'none', 'none', 'none'])
})

test('[PRBC3] each step says when, which post, in which words; what time did is nobody’s', () => {
  const history = [
    step('1', 'collected', { role: 'leader', place: '211004', department: null, text: '希望供暖前接通' }),
    step('overdue:1', 'overdue', { role: null, department: null }),
    step('3', 'assigned', {
      ...{
        group: 'utilities',
        to: '宏伟区住建局',
        groupName: '迁改专班',
        promisedAt: AT('2026-12-01T00:00') - 1,
      },
    }),
    step('4', 'rejected', { reason: 'policy', text: '不在目录内', role: null, irregular: true }),
  ]
  const said = (text: string) => ({ text, soft: false })
  const beside = (text: string) => ({ text, soft: true })
  expect(entriesOf(one({}, history), manner)).toMatchObject([
    { time: '11-24 10:38', what: '收集', who: '宏伟区 领导', lines: [said('希望供暖前接通')] },
    { what: '超时未办', who: '时限已过', glyph: 'bad', lines: [] },
    {
      who: '宏伟区住建局',
      lines: [
        said('水电气热组 · 宏伟区住建局'),
        beside('临时小组:迁改专班'),
        beside('承诺 11-30 23:59 前答复'),
      ],
    },
    { who: '宏伟区住建局', lines: [said('不符合政策'), said('不在目录内')], irregular: true },
  ])
  expect(newsSince(one({}, history.slice(0, 2)), one({}, history), manner).map(({ key }) => key)).toEqual([
    '3',
    '4',
  ])
})

test('[PRBC5] what is sent is what the step needs and what was filled in', () => {
  const form: StepFields = {
    ...{
      text: ' 请办 ',
      reason: 'own',
      mergedInto: 'WT1',
      group: 'funds',
      groupName: '',
      to: '宏伟区财政局',
    },
    ...{ promised: '2026-12-01', satisfaction: 'fair' },
  }
  const sent = (name: ProblemStepName) => stepOf(name, form, 2)
  const said = { seen: 2 }
  expect(sent('take')).toEqual(said)
  expect(sent('reject')).toEqual({ ...said, reason: 'own', text: '请办' })
  expect(sent('merge')).toEqual({ ...said, mergedInto: 'WT1', text: '请办' })
  expect(sent('assign')).toEqual({
    ...{ ...said, group: 'funds', to: '宏伟区财政局', text: '请办' },
    promisedAt: AT('2026-12-02T00:00') - 1,
  })
  expect(sent('confirm')).toEqual({ ...said, satisfaction: 'fair', text: '请办' })
  const collected = { area: '211004', enterprise: '演示企业07', title: '天然气接引', text: '', category: '' }
  expect(collectOf({ ...collected, source: 'cadre', session: '第198场' })).toEqual({
    ...{ area: '211004', enterprise: '演示企业07', title: '天然气接引', source: 'cadre' },
  })
  expect(collectOf({ ...collected, source: 'tea', session: '第198场' })).toMatchObject({
    session: '第198场',
  })
})

test('[PRBC6] mine is what waits for what I may do, and an assignment that could be changed is not', () => {
  const all = [
    { ...one({}, [], ['take']), id: 'take' },
    { ...one({ state: 'handling', awaits: 'answer', group: 'funds' }, [], ['assign']), id: 'given' },
    { ...one({ state: 'handling', awaits: 'answer', overdue: true }, [], ['answer']), id: 'late' },
    { ...one({ state: 'struck_off', awaits: 'nothing', open: false }), id: 'struck' },
  ]
  const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
  expect([ids('mine'), ids('overdue'), ids('over')]).toEqual([['take', 'late'], ['late'], ['struck']])
  expect(ids('open')).toEqual(['take', 'given', 'late'])
  expect([
    inGroup(all, 'funds').map(({ id }) => id),
    inGroup(all, 'none').length,
    inGroup(all, '').length,
  ]).toEqual([...[['given'], 3, 4]])
  expect([firstList(all), firstList(all.slice(1, 2)), isMine(one())]).toEqual(['mine', 'open', false])
  expect([actTitle('assign', all[1]!, words), actTitle('assign', all[0]!, words)]).toEqual(['改派', '交办'])
})

test('[PRBC7] the page hears of what is open from the scene that lists it, and of nothing from one that does not', () => {
  const scene = (metric: string) =>
    ({ panels: [{ metrics: { list: metric } }] }) as unknown as Parameters<typeof newsCell>[0]
  expect(newsCell(scene('problem.open.list@city'), '211000')).toBe('problem.open.list|211000||')
  expect([newsCell(scene('case.overdue'), '211000'), newsCell(undefined, '211000')]).toEqual([null, null])
})
