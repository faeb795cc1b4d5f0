import { expect, test } from 'vitest'
import { DAY, MINUTE } from '../../shared/calendar/civil.ts'
import type { EntityFile, EntityGroup } from '../../shared/sync/entity.ts'
import { entityWords } from '../language/entities.ts'
import { areas, NOW } from '../widgets/widget.fixture.ts'
import { fileView } from './view.ts'

const text = (zh: string) => ({ zh, en: zh })
const column = (name: string, type: 'text' | 'instant' | 'flag' | 'list' = 'text', codes = {}) => ({
  ...{ name, title: text(`「${name}」`), type },
  ...(Object.keys(codes).length === 0 ? {} : { codes }),
})
const LIGHTS = { red: text('已超时'), green: text('已办结') }

const group = (over: Partial<EntityGroup>): EntityGroup => ({
  ...{ kind: 'matter', title: text('事项'), total: 1, more: false, open: 0, overdue: 0, feeds: ['a'] },
  columns: [
    ...[column('kind'), column('number'), column('title'), column('department')],
    ...[column('state', 'text', { going: text('办理中') }), column('light', 'text', LIGHTS)],
    ...[
      column('open', 'flag'),
      column('overdue', 'flag'),
      column('dueAt', 'instant'),
      column('event', 'instant'),
    ],
  ],
  rows: [
    {
      ...{ id: 'x/1', by: 'code', subjects: [] },
      values: ['matter', 'N-1', '甲事', '甲局', 'going', 'red', true, true, NOW - DAY, NOW - 9 * DAY],
    },
  ],
  ...over,
})
const feed = (id: string, okAt: number | null) => ({
  ...{ id, title: text(`${id}表`), department: text(`${id}局`), simulated: true, manual: false },
  rhythm: { type: 'every', seconds: 60 },
  report: okAt === null ? null : { at: okAt, okAt, failingSince: 0, reason: '', backlog: null },
})
const file = (over: Partial<EntityFile> = {}): EntityFile => ({
  ...{ type: 'enterprise', id: 'C-1', title: '新名', names: ['旧名'], area: '211004', seq: 9, now: NOW },
  ...{ libraries: [text('法人库')], groups: [group({})], feeds: [feed('a', NOW - 1_000)] },
  ...over,
})
const viewOf = (of: EntityFile, now = NOW, language: 'zh' | 'en' = 'zh') =>
  fileView(of, { words: entityWords(language), language, areas, now })

test('[ENTC1] a record has its title, how it stands, who has it and when, and all that it says in words', () => {
  const view = viewOf(file())
  const [row] = view.groups[0]!.rows
  expect(row).toMatchObject({ title: '甲事', state: '办理中', about: '甲局', glyph: 'bad', isOver: true })
  expect(row!.when).toBe('11-21 10:24')
  expect(row!.fields).toContainEqual(['「light」', '已超时'])
  expect(row!.fields.map(([title]) => title)).not.toContain('「kind」')
  expect([view.title, view.code, view.known, view.place?.name]).toEqual([
    '新名',
    'C-1',
    '又名 旧名',
    '宏伟区',
  ])
})

test('[ENTC1] of a kind it is said how many there are, what of it is to be done, and that only the first are listed', () => {
  const [some] = viewOf(file({ groups: [group({ total: 1_200, open: 3, overdue: 2 })] })).groups
  expect([some!.count, some!.open, some!.overdue, some!.shown]).toEqual([
    ...['1,200 条', '在办 3', '超时 2', '列出前 1 条'],
  ])
  const [all] = viewOf(file()).groups
  expect([all!.count, all!.open, all!.overdue, all!.shown]).toEqual(['1 条', '', '', ''])
  const items = group({ kind: 'project', over: 'items', total: 1, open: 1 })
  const view = viewOf(file({ groups: [group({ open: 1 }), items] }))
  expect(view.groups[1]!.title).toBe('事项 · 审批事项')
  expect(view.open).toBe(1)
})

test('[ENTC2] each kind says who told of it and how fresh that is now, not when it was answered', () => {
  const two = file({ feeds: [feed('a', NOW), feed('b', null)], groups: [group({}), group({ feeds: ['b'] })] })
  expect(viewOf(two).groups.map(({ glyph, departments }) => [glyph, departments])).toEqual([
    ['ok', 'a局'],
    ['none', 'b局'],
  ])
  expect(viewOf(two).feeds.map(({ told }) => told)).toEqual(['10:24 报来', '尚未报来'])
  expect(viewOf(two, NOW + 2 * MINUTE).groups[0]!.glyph).toBe('stale')
})

test('[ENTC3] what is joined by a name says so, and a record leads to others and not back to itself', () => {
  const row = group({}).rows[0]!
  const subjects = [
    { type: 'enterprise', id: '旧名' },
    { type: 'enterprise', id: '别家' },
    { type: 'project', id: 'P/1' },
    { type: 'place', id: '211004' },
  ] as const
  const named = group({ rows: [{ ...row, by: 'name', subjects: [...subjects] }] })
  const [seen] = viewOf(file({ groups: [named] })).groups[0]!.rows
  expect(seen!.isNamed).toBe(true)
  expect(seen!.links).toEqual([
    { title: '企业 别家', path: `/work/entities/enterprise/${encodeURIComponent('别家')}` },
    { title: '项目 P/1', path: '/work/entities/project/P%2F1' },
    { title: '宏伟区', path: '/work/entities/place/211004' },
  ])
})

test('[ENTC1] in English it is the same page', () => {
  const view = viewOf(file({ groups: [group({ open: 2 })] }), NOW, 'en')
  expect([view.type, view.known, view.groups[0]!.open]).toEqual(['Enterprise', 'also 旧名', '2 open'])
})
