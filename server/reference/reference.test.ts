import { afterEach, beforeEach, expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { supervision } from '../../shared/kinds/supervision/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { MappingContext } from '../../shared/mapping/context.ts'
import type { UnknownWord } from '../../shared/mapping/unknown.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Department } from '../../shared/organisation/document.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Value } from '../../shared/model/value.ts'
import type { NamingDocument } from '../../shared/naming/document.ts'
import type { AreaBoard, OrganisationBoard, WordBoard } from '../../shared/sync/reference.ts'
import { openDeedCity, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { contextOf } from '../intake/mapping.ts'
import type { CountedWord } from '../intake/unknown-words.ts'
import { serveReference, type ReferenceParts } from './routes.ts'

const MONDAY = instant('2026-11-23 09:00')
const WENSHENG = '211002016'

function projectFact(no: number, area: string, departments: readonly string[]): RecordFact {
  const late = ran('2026-11-09 09:00', null)
  const items = departments.map((department, i) => ({ ...item(`6-${i + 1}`, 6, late), department }))
  const fields = { investCode: `${no}`, name: '演示项目', class: '原字号', stages: STAGES, items }
  const { conflict: _, ...part } = partWith(fields, { area, at: MONDAY, event: MONDAY })
  return { ...part, type: 'record', kind: project.id, id: `gcproj/${no}`, part: 'main' }
}

const feedOf = (id: string, mapping: Value): FeedDocument => ({
  ...{ id, title: { zh: `源${id}`, en: id }, department: { zh: '市数据局', en: '' }, source: id },
  ...{ connector: 'http-poll', settings: {}, kind: 'project', mapping, rhythm: { type: 'none' } },
  simulated: true,
})
const mappingWith = (table: Value): Value => ({
  ...{ id: { from: 'no' }, at: { from: 'at' }, area: [{ town: 'town', district: 'district' }] },
  fields: { class: { from: 'class', as: 'code', table } },
})
const namingOf = (over: Partial<NamingDocument>): NamingDocument => ({
  ...{ id: 'own', title: { zh: '对照', en: '' }, areas: [], departments: [], ...over },
})

let city: DeedCity
let parts: ReferenceParts
const state: {
  feeds: FeedDocument[]
  namings: NamingDocument[]
  words: CountedWord[]
  organisation: Department[]
} = { feeds: [], namings: [], words: [], organisation: [] }
beforeEach(async () => {
  state.feeds = [feedOf('a', mappingWith({ Y: '原字号' }))]
  Object.assign(state, { namings: [], words: [], organisation: [] })
  city = await openDeedCity({
    kinds: [project, supervision],
    facts: [
      projectFact(1, WENSHENG, ['市住建局', '市建委']),
      projectFact(2, '211002999', ['市住建局']),
      projectFact(3, '', ['市住建局']),
    ],
    serve(routes, given) {
      const { documents } = given
      const named = contextOf(documents, [project, supervision])
      parts = {
        ...{ ...given, kinds: [project, supervision] },
        unknownWords: { of: feed => (feed === 'a' ? state.words : []) },
        contextOf: (feed): MappingContext | null => named(feed, state.namings),
        inForce: () => ({ ...documents, ...state }),
      }
      serveReference(routes, parts)
    },
  })
})
afterEach(() => city.close())

const told = async <T>(page: string) => (await city.as(['operator']).get(`/api/reference/${page}`)).body as T
const counted = (word: UnknownWord, records = 1): CountedWord => ({
  ...{ ...word, records, refused: 0, firstAt: MONDAY, lastAt: MONDAY, example: { no: '1' } },
})
const CODE: UnknownWord = { as: 'code', target: 'fields/class', path: 'class', word: '新字', within: '' }
const TOWN: UnknownWord = {
  as: 'place',
  target: 'area/0/town',
  path: 'town',
  word: '老文圣',
  within: '211002',
}

test('[REF1] only who may publish documents is told', async () => {
  for (const page of ['words', 'areas', 'organisation']) {
    const [leader, operator] = await Promise.all(
      (['leader', 'operator'] as const).map(role => city.as([role]).get(`/api/reference/${page}`)),
    )
    expect([leader?.status, operator?.status]).toEqual([403, 200])
  }
})

test('[REF2] an unknown code is told with what it may stand for, until the mapping in force knows it', async () => {
  state.words = [
    counted({ ...CODE, word: '138****0000' }),
    counted(CODE, 3),
    counted({ ...CODE, target: 'fields/gone' }),
  ]
  const { codes } = await told<WordBoard>('words')
  expect(codes.map(({ word, isWhole }) => [word, isWhole])).toEqual([
    ['新字', true],
    ['138****0000', false],
  ])
  expect(codes[0]).toMatchObject({
    ...{
      feed: 'a',
      feedTitle: { zh: '源a' },
      simulated: true,
      target: 'fields/class',
      path: 'class',
      records: 3,
      named: '',
    },
    ...{ kind: project.title, example: { no: '1' } },
  })
  expect(codes[0]?.own[0]?.code).toBe('原字号')
  state.feeds = [feedOf('a', mappingWith({ Y: '原字号', 新字: '新字号' }))]
  expect((await told<WordBoard>('words')).codes.map(({ word }) => word)).toEqual(['138****0000'])
})

test('[REF3] [REF4] an unknown place is told with the wider one, until a name in force leads to it', async () => {
  state.words = [counted(TOWN)]
  const before = await told<WordBoard>('words')
  expect(before.places).toMatchObject([
    { word: '老文圣', within: '211002', withinName: '白塔区', path: 'town' },
  ])
  expect(before.areaAliases.every(({ document }) => document === null)).toBe(true)
  expect(before.areaAliases).not.toEqual([])
  const departments = [{ name: '市建委', is: '市住建局' }]
  state.namings = [namingOf({ areas: [{ name: '老文圣', code: WENSHENG, note: '演示' }], departments })]
  const after = await told<WordBoard>('words')
  expect(after.places).toEqual([])
  expect(after.areaAliases.at(-1)).toEqual({
    ...{ name: '老文圣', is: WENSHENG, isName: '文圣街道', note: '演示', document: 'own' },
  })
  expect(after.departmentAliases).toMatchObject([{ name: '市建委', is: '市住建局', document: 'own' }])
  expect(after.namings).toEqual([{ id: 'own', title: { zh: '对照', en: '' } }])
  expect(after.departments).toEqual(['市住建局', '市数据局'])
})

test('[REF5] areas are told from the widest inwards, with what stands there and what points at them', async () => {
  state.feeds = [feedOf('a', { area: [{ const: '211002' }] })]
  state.namings = [namingOf({ areas: [{ name: '老文圣', code: WENSHENG }] })]
  // What is read is what is stored, once a second.
  city.engine.checkpoint()
  const board = await told<AreaBoard>('areas')
  const at = (code: string) => board.areas.find(each => each.code === code)
  expect(board).toMatchObject({ id: 'liaoyang', shape: 'mosaic', unlocated: 1, simulated: true })
  expect(board.areas.map(({ level }) => level).slice(0, 4)).toEqual(['city', 'district', 'town', 'community'])
  expect(at('211000')).toMatchObject({ here: 0, inside: 2, parent: '' })
  expect(at('211002')).toMatchObject({ here: 1, inside: 2, feeds: [{ id: 'a' }] })
  expect(at(WENSHENG)).toMatchObject({ here: 1, inside: 1, parent: '211002', aliases: ['老文圣'] })
  const codes = board.areas.map(({ code }) => code)
  expect(
    board.areas.every(({ code, parent }) => parent === '' || codes.indexOf(parent) < codes.indexOf(code)),
  ).toBe(true)
})

test('[REF6] departments are told with what they answer for, and for which one a name stands', async () => {
  state.namings = [namingOf({ departments: [{ name: '市建委', is: '市住建局' }] })]
  const { departments } = await told<OrganisationBoard>('organisation')
  expect(departments.map(({ name, open, overdue, is }) => [name, open, overdue, is])).toEqual([
    ['市住建局', 3, 3, ''],
    ['市建委', 1, 1, '市住建局'],
    ['市数据局', 0, 0, ''],
  ])
  expect(departments[0]).toMatchObject({
    kinds: [{ title: project.title, open: 3 }],
    aliases: ['市建委'],
    feeds: [],
  })
  expect(departments.map(({ place }) => place)).toEqual([null, null, null])
  expect(departments[2]?.feeds).toEqual([{ id: 'a', title: { zh: '源a', en: 'a' } }])
})

test('[REF7] departments of the organisation are told though nothing is theirs yet, with their area and what they are a part of', async () => {
  const city = { kind: 'government', area: '211000' } as const
  state.organisation = [
    { ...city, id: 'ZJ', name: '市住建局', shortName: '住建局', fullName: '市住房和城乡建设局' },
    { ...city, id: 'WS', name: '文圣区住建局', shortName: '住建局', area: WENSHENG, parent: 'ZJ' },
  ]
  state.feeds = [{ ...feedOf('a', {}), department: { zh: '市住房和城乡建设局', en: '' } }]
  const { written, departments } = await told<OrganisationBoard>('organisation')
  expect(written).toBe(true)
  expect(departments.map(({ name, is, place }) => [name, is, place])).toEqual([
    ['市住建局', '', { shortName: '住建局', kind: 'government', area: '辽阳市', parent: '' }],
    ['市建委', '', null],
    ['市住房和城乡建设局', '市住建局', null],
    ['文圣区住建局', '', { shortName: '住建局', kind: 'government', area: '文圣街道', parent: '市住建局' }],
  ])
})
