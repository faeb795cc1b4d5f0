import { afterEach, expect, test, vi } from 'vitest'
import type { Fields } from '../../../shared/model/value.ts'
import type { DocumentFile } from '../../../shared/sync/publications.ts'
import type { ToldArea } from '../../../shared/sync/reference.ts'
import type { ToldDepartment } from '../../../shared/sync/reference.ts'
import { foundIn } from './department-rows.ts'
import { choicesOf, chosenIn, rowsOf } from './area-rows.ts'
import { codedFeed, draftChange, freshNaming, namedArea, namedDepartment, noteOver } from './drafting.ts'

afterEach(() => vi.unstubAllGlobals())

/** What the server has, and what was sent to it. */
function server(file: Partial<DocumentFile> | null) {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (_path: string, options: RequestInit = {}) => {
    if (options.method === 'POST') sent.push(JSON.parse(options.body as string))
    if (options.method !== 'POST' && file === null)
      return new Response(JSON.stringify({ code: 'noDocument', error: 'none' }), { status: 404 })
    return new Response(JSON.stringify(options.method === 'POST' ? {} : file), { status: 200 })
  })
  return sent
}
const FEED: Fields = {
  ...{ id: 'a', title: { zh: '源', en: '' } },
  mapping: { id: { from: 'no' }, fields: { s: { from: 's', as: 'code', table: { '1': 'open' } } } },
}
const file = (over: Partial<DocumentFile> = {}): Partial<DocumentFile> => ({
  ...{ family: 'feed', id: 'a', inForce: FEED, digest: 'd1', draft: null, versions: [] },
  ...over,
})
const coded = codedFeed({ target: 'fields/s', word: '7' }, 'open')
const MAPPED = {
  ...FEED,
  mapping: {
    id: { from: 'no' },
    fields: { s: { from: 's', as: 'code', table: { '1': 'open', '7': 'open' } } },
  },
}

test('[RFP1] what is assigned goes into a draft over what is in force, and into the one that there is', async () => {
  const sent = server(file())
  await draftChange({ family: 'feed', id: 'a' }, coded, { note: '7' })
  const draft = { family: 'feed', id: 'a', act: 'publish', document: MAPPED, note: '7', basis: 'd1' }
  expect(sent).toEqual([draft])
  const begun = { ...FEED, source: 'x' }
  const there = { act: 'publish', document: begun, note: '先前', at: 1, basis: 'd0', isMine: true } as const
  const again = server(file({ draft: there }))
  await draftChange({ family: 'feed', id: 'a' }, coded, { note: '7' })
  expect(again).toEqual([{ ...draft, document: { ...MAPPED, source: 'x' }, note: '先前; 7', basis: 'd0' }])
  expect(noteOver('x'.repeat(299), '7')).toBe('7')
})

test('[RFP1] where there is no document of names one is begun; another document that is not there is not', async () => {
  const sent = server(null)
  const fresh = freshNaming('names', { zh: '名称对照', en: 'Names' })
  const alias = namedArea({ name: '老文圣', code: '211002016' })
  await draftChange({ family: 'naming', id: 'names' }, alias, { note: 'n', fresh })
  expect(sent).toMatchObject([
    { basis: '', document: { ...fresh, areas: [{ name: '老文圣', code: '211002016' }] } },
  ])
  const department = namedDepartment({ name: '市建委', is: '市住建局' })
  expect(department(alias(fresh))).toMatchObject({
    ...{ areas: [{ name: '老文圣' }], departments: [{ name: '市建委', is: '市住建局' }] },
  })
  await expect(draftChange({ family: 'feed', id: 'a' }, coded, { note: '' })).rejects.toThrow()
})

const area = (code: string, name: string, parent: string, aliases: readonly string[] = []): ToldArea => ({
  ...{ code, name, parent, aliases, here: 0, inside: 0, feeds: [] },
  level: ({ 9: 'town', 12: 'community' } as const)[code.length] ?? (parent === '' ? 'city' : 'district'),
})
const AREAS = [
  area('211000', '辽阳市', ''),
  area('211002', '白塔区', '211000'),
  area('211002016', '文圣街道', '211002', ['老文圣']),
  area('211002016001', '安居社区', '211002016'),
  area('211003', '文圣区', '211000'),
]
const codes = (opened: readonly string[], text = '') =>
  rowsOf(AREAS, new Set(opened), text).map(({ area: each, depth }) => `${'.'.repeat(depth)}${each.code}`)

test('[RFP2] the tree is shown as far as it is opened, and what is searched below what it lies in', () => {
  expect(codes([])).toEqual(['211000'])
  expect(codes(['211000'])).toEqual(['211000', '.211002', '.211003'])
  expect(codes(['211000', '211002'])).toEqual(['211000', '.211002', '..211002016', '.211003'])
  // What lies in a closed place is closed with it.
  expect(codes(['211000', '211002016'])).toEqual(['211000', '.211002', '.211003'])
  expect(codes([], '老文圣')).toEqual(['211000', '.211002', '..211002016'])
  expect(codes([], '016001')).toEqual(['211000', '.211002', '..211002016', '...211002016001'])
  expect(codes([], '文圣')).toEqual(['211000', '.211002', '..211002016', '.211003'])
  expect(codes([], '没有')).toEqual([])
})

test('[RFP2] an area is chosen by its names from the widest inwards, or by its code, within a place', () => {
  const all = choicesOf(AREAS, '')
  expect(all.map(({ text }) => text)).toEqual([
    '辽阳市 211000',
    '白塔区 211002',
    '白塔区 文圣街道 211002016',
    '白塔区 文圣街道 安居社区 211002016001',
    '文圣区 211003',
  ])
  expect(chosenIn(all, ' 白塔区 文圣街道 211002016 ')).toBe('211002016')
  expect([chosenIn(all, '211003'), chosenIn(all, '文圣')]).toEqual(['211003', null])
  expect(chosenIn(choicesOf(AREAS, '211002'), '211003')).toBeNull()
})

test('[RFP2] a department is found by its name, its other names and its feeds', () => {
  const department = (name: string, over: Partial<ToldDepartment> = {}): ToldDepartment => ({
    ...{ name, feeds: [], open: 0, overdue: 0, kinds: [], aliases: [], is: '', place: null, ...over },
  })
  const all = [
    department('市住建局', {
      aliases: ['市建委'],
      feeds: [{ id: 'urban-works', title: { zh: '城建工程', en: '' } }],
    }),
    department('市建委', { is: '市住建局' }),
    department('市城管局', {
      place: { shortName: '城管', kind: 'government', area: '辽阳市', parent: '市政府办' },
    }),
  ]
  const found = (text: string) => foundIn(all, text).map(({ name }) => name)
  expect(found(' ')).toHaveLength(3)
  expect(found('建委')).toEqual(['市住建局', '市建委'])
  expect([found('URBAN'), found('城建'), found('没有')]).toEqual([['市住建局'], ['市住建局'], []])
  // By what the organisation says of it, too.
  expect([found('城管'), found('政府办')]).toEqual([['市城管局'], ['市城管局']])
})
