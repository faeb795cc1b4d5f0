import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { SubmissionForm } from '../../shared/submissions/form.ts'
import type { SubmissionFile } from '../../shared/sync/submission.ts'
import { submissionWords } from '../language/submissions.ts'
import { firstList, inList, isMine } from './lists.ts'
import { beginning, changeOf, faultsIn, highestIn, sent, tableRows } from './table.ts'
import { useDraft } from './use-draft.ts'
import { actTitle, entriesOf, periodText, stopsOf, submissionView } from './view.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')
const words = submissionWords('zh')
const manner = { words, now: NOW, placeName: (code: string) => (code === '211000' ? '辽阳市' : code) }
const title = { zh: '数值', en: 'value' }
const value = { name: 'value', title, type: 'number', decimals: 2, least: 0 } as const
const FIGURES: SubmissionForm = {
  ...{ every: 'month', area: '211000', withinDays: 10, note: { zh: '填报当月数', en: 'of the month' } },
  columns: [value],
  lines: [
    { code: 'A-1', name: '项目管家', unit: '人' },
    { code: 'A-2', name: '服务企业', unit: '次' },
  ],
}
const WORKS: SubmissionForm = {
  ...{ every: 'month', area: '211021', withinDays: 10, note: title, rows: 3 },
  columns: [{ name: 'title', title, type: 'text', longest: 20, required: true }],
}
const row = (over: Row = {}): Row => ({
  ...{ event: NOW - 3 * DAY, area: '211000', title: '营商环境月报', period: '2026-10', office: '市营商局' },
  ...{ state: 'due', open: true, light: 'yellow', overdue: false, dueAt: NOW + 2 * DAY, daysLeft: 2 },
  ...{ submittedAt: null, approvedAt: null, step: 1, ...over },
})
const file = (over: Row = {}, more: Partial<SubmissionFile> = {}): SubmissionFile => ({
  ...{ id: 'filed-business.2026-10', row: row(over), can: [], history: [], form: FIGURES },
  ...{ rows: [], last: [], inForce: [], before: [], ...more },
})

describe('a submission', () => {
  test('[SUBF1] says its period and office, its state with its lamp, what it waits for and what is left', () => {
    expect(submissionView(file(), manner)).toMatchObject({
      ...{ period: '2026年10月', office: '市营商局', glyph: 'warn', state: '待填报', awaits: '等待填报' },
      ...{ left: '剩 2 工作日', isOver: false },
    })
    expect(submissionView(file({ light: 'red', overdue: true, daysLeft: -1 }), manner)).toMatchObject({
      ...{ glyph: 'bad', left: '超 1 工作日', isOver: true },
    })
    expect(periodText('2025', words)).toBe('2025年')
  })

  test('[SUBF1] its stops carry when they were reached, the next one its lamp; an excused one goes no further', () => {
    const ways = (over: Row) => {
      const each = file(over)
      return stopsOf(each, submissionView(each, manner), manner).map(
        ({ title: said, way }) => `${said} ${way}`,
      )
    }
    expect(ways({})).toEqual(['下达 done', '上报 next', '生效 ahead'])
    expect(ways({ state: 'submitted', submittedAt: NOW })).toEqual(['下达 done', '上报 done', '生效 next'])
    expect(ways({ state: 'approved', submittedAt: NOW, approvedAt: NOW })).toEqual([
      ...['下达 done', '上报 done', '生效 done'],
    ])
    expect(ways({ state: 'passed', submittedAt: NOW, approvedAt: NOW })[2]).toBe('生效 next')
    expect(ways({ state: 'excused' })).toEqual(['下达 done', '上报 ahead', '生效 ahead'])
  })

  test('[SUBF1] its history names posts; what is in force is corrected, not filled in', () => {
    const history = [
      { key: '1', type: 'due', event: NOW - DAY, role: null, department: null, place: null, text: null },
      {
        key: '3',
        type: 'sentBack',
        event: NOW,
        role: 'leader',
        department: null,
        place: '211000',
        text: '口径有误',
      },
    ].map(each => ({ ...each, irregular: false }))
    const told = entriesOf(file({}, { history }), manner)
    expect(told.map(({ what, who, lines }) => [what, who, lines.map(({ text }) => text)])).toEqual([
      ['下达', '', []],
      ['退回', '辽阳市 领导', ['口径有误']],
    ])
    expect([
      actTitle('submit', file(), words),
      actTitle('submit', file({ state: 'approved' }), words),
    ]).toEqual([...['填报', '更正']])
  })

  test('[SUBF5] lists hold what waits for me, what is overdue, open, in force', () => {
    const all = [
      file({}, { id: 'mine', can: ['submit'] }),
      file({ state: 'submitted', overdue: true }, { id: 'late', can: ['withdraw'] }),
      file({ state: 'approved', open: false }, { id: 'over', can: ['submit'] }),
    ]
    const ids = (list: Parameters<typeof inList>[1]) => inList(all, list).map(({ id }) => id)
    expect([ids('mine'), ids('overdue'), ids('over')]).toEqual([['mine'], ['late'], ['over']])
    expect([firstList(all), firstList(all.slice(1)), isMine(file())]).toEqual(['mine', 'open', false])
  })
})

describe('its table', () => {
  test('[SUBF2] begins with what was handed in last, else with empty lines or one empty row', () => {
    expect(beginning(file())).toEqual([
      { row: 'A-1', values: {} },
      { row: 'A-2', values: {} },
    ])
    const rows = [{ row: 'A-2', values: { value: '7' } }]
    expect(beginning(file({}, { last: rows }))[1]).toEqual(rows[0])
    // Of a column or a line that the form no longer has nothing is wrong that nobody can see.
    const old = [
      { row: 'A-2', values: { value: '7', gone: '1' } },
      { row: 'A-9', values: { value: '1' } },
    ]
    expect(beginning(file({}, { last: old }))).toEqual([{ row: 'A-1', values: {} }, rows[0]])
    expect(beginning(file({}, { form: WORKS }))).toEqual([{ row: '1', values: {} }])
    expect(tableRows(FIGURES, []).map(({ name, unit }) => name + unit)).toEqual(['项目管家人', '服务企业次'])
  })

  test('[SUBF3] what moved is told, and by half or more pointed out; from nothing it is told by how much', () => {
    expect(changeOf(value, '1,000', '1100')).toEqual({ text: '+10.0%', isMuch: false })
    expect(changeOf(value, '1000', '400')).toEqual({ text: '−60.0%', isMuch: true })
    expect(changeOf(value, '0', '2.5')).toEqual({ text: '+2.50', isMuch: true })
    expect([changeOf(value, '', '5'), changeOf(value, '5', '5'), changeOf(value, '5', 'x')]).toEqual([
      ...[null, null, null],
    ])
    expect(changeOf(WORKS.columns[0]!, '1', '2')).toBeNull()
  })

  test('[SUBF4] a new row has a number of its own; rows in which nothing stands are not sent', () => {
    const rows = [
      { row: '1', values: { title: '甲路' } },
      { row: '3', values: { title: ' ' } },
    ]
    expect(highestIn(rows, [{ row: '5', values: {} }])).toBe(5)
    expect(highestIn([])).toBe(0)
    expect(sent(WORKS, rows).map(each => each.row)).toEqual(['1'])
    expect(faultsIn(WORKS, rows)).toEqual([])
    expect(sent(FIGURES, [{ row: 'A-1', values: {} }])).toHaveLength(1)
  })
})

describe('a draft', () => {
  let kept: Map<string, string>
  const storage = () =>
    ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    }) as unknown as Storage
  beforeEach(() => (kept = new Map()))
  const typed = [{ row: 'A-1', values: { value: '5' } }]

  test('[SUBF2] what is typed is there after a reload, and gone once it was handed in', async () => {
    const draft = useDraft(file(), 'office-1', storage())
    draft.rows.value = typed
    await Promise.resolve()
    expect(useDraft(file(), 'office-1', storage()).rows.value[0]).toEqual(typed[0])
    // The next one at this machine has not typed it.
    expect(useDraft(file(), 'office-2', storage()).rows.value[0]?.values).toEqual({})
    draft.drop()
    expect(useDraft(file(), 'office-1', storage()).rows.value).toHaveLength(2)
  })

  test('[SUBF2] what was sent back is another table; what is no draft is none', async () => {
    useDraft(file(), 'office-1', storage()).rows.value = typed
    await Promise.resolve()
    expect(useDraft(file({ step: 3 }), 'office-1', storage()).rows.value).toHaveLength(2)
    for (const broken of ['{', '{}', '[1]']) {
      for (const key of kept.keys()) kept.set(key, broken)
      expect(useDraft(file(), 'office-1', storage()).rows.value).toHaveLength(2)
    }
  })
})
