import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isWorkday } from '../../shared/calendar/calendar.ts'
import { dayOfDate } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { noticeOf2027 } from '../../shared/calendar/notice-2027.fixture.ts'
import { apply } from '../../shared/city/apply.ts'
import type { HolidayNotice } from '../../shared/calendar/holiday-notice.ts'
import { createCity, type Published } from '../../shared/city/city.ts'
import { batchOf } from '../../shared/city/ticket.fixture.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { documentKey } from '../../shared/model/cell.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import { cellsOf } from '../../shared/sync/topic.ts'
import { mappingOf } from '../intake/mapping.ts'
import { noticeFact } from '../engine/notices.ts'
import { publishedFact, type PublishedDocument } from '../engine/published.ts'
import { shapeOf } from '../engine/recall.ts'
import { notLaid } from './calendars.ts'
import { loadDocuments, type DocumentFault } from './load.ts'

const SHIPPED = join(import.meta.dirname, '../../documents')
let folder = ''
let faults: DocumentFault[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-documents-'))
  faults = []
  for (const name of ['areas', 'calendars', 'city.json', 'feeds/citymgmt.json'])
    cpSync(join(SHIPPED, name), join(folder, name), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = () => loadDocuments(folder, kinds, fault => faults.push(fault))

function edit(name: string, change: (document: Fields) => object): void {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Fields)))
}

const withCalendars = (calendars: Fields) => edit('city.json', city => ({ ...city, calendars }))
const withHoliday = (name: string, date: string) =>
  edit(`calendars/${name}.json`, calendar => ({
    ...calendar,
    holidays: { ...(calendar['holidays'] as Fields), [date]: '停电' },
  }))

test('[DOC1] (F-51) a document that cannot be used is told of and left out', () => {
  edit('calendars/every-day.json', calendar => ({ ...calendar, id: 'night', hours: [] }))
  writeFileSync(join(folder, 'calendars', 'torn.json'), '{"id": "torn",')
  withCalendars({})
  expect(load().calendarOf('city-case').id).toBe('cn')
  expect(faults.map(({ file }) => file)).toEqual([
    join(folder, 'calendars', 'every-day.json'),
    join(folder, 'calendars', 'torn.json'),
  ])
  expect(faults[0]!.faults.join()).toContain('/hours')
})

test('[DOC2] city management runs on every day, everything else on the working days of the country', () => {
  const { calendarOf } = load()
  const others = kinds.filter(({ id }) => id !== 'city-case')
  expect(calendarOf('city-case').id).toBe('every-day')
  expect(new Set(others.map(({ id }) => calendarOf(id).id))).toEqual(new Set(['cn']))
  expect(faults).toEqual([])
})

test('[DOC2] a name of no usable calendar, or of no kind, ends the start with what is wrong', () => {
  withCalendars({ 'city-case': 'seven-days', 'city-cases': 'cn' })
  const told = `${join(folder, 'city.json')} cannot be used: city-case: there is no calendar "seven-days" that can be used; calendars: there is no kind "city-cases"`
  expect(load).toThrow(told)
  edit('city.json', city => ({ ...city, calendar: 'cn-2027', calendars: {} }))
  expect(load).toThrow('calendar: there is no calendar "cn-2027"')
  withCalendars({})
  edit('city.json', city => ({ ...city, calendar: 'cn' }))
  edit('calendars/cn.json', calendar => ({ ...calendar, coverage: { from: '2026-02-30', to: '2026-12-28' } }))
  expect(load).toThrow('calendar: there is no calendar "cn"')
  expect(faults.at(-1)!.faults.join()).toContain('2026-02-30')
})

/** A case that was due on a day at ten and nobody has begun, as its upstream tells of it and as it stands at an instant. */
function caseAt(now: string, dueOn: string) {
  const documents = load()
  const raw = {
    ...{ caseNo: 'C1', version: 1, subName: '暴露垃圾', districtCode: '211002' },
    reportAt: '2026-11-20T15:00:00+08:00',
    updatedAt: '2026-11-20T15:20:00+08:00',
    disposeDueAt: `${dueOn}T10:00:00+08:00`,
    history: [
      { action: 'report', at: '2026-11-20T15:00:00+08:00' },
      { action: 'accept', at: '2026-11-20T15:05:00+08:00' },
      { action: 'file', at: '2026-11-20T15:10:00+08:00' },
      { action: 'dispatch', at: '2026-11-20T15:20:00+08:00' },
    ],
  }
  const at = instant(now)
  const mapped = mappingOf(documents, kinds)(documents.feeds[0]!)(raw, { now: at })
  if (!mapped.ok) throw new Error(mapped.quarantined.reason)
  const city = createCity({ ...documents, kinds, metrics: [], now: at })
  expect(apply(city, batchOf(1, [mapped.fact]), () => null)).toEqual([])
  return city.changed.get('citymgmt/C1')!.derived!.row
}

test('[DOC2] a case of the weekend is near its end, and urged, by days on which city management works', () => {
  // Due on Saturday at ten: a Sunday of work later the yellow card is due.
  expect(caseAt('2026-11-22 12:00', '2026-11-21')).toMatchObject({ light: 'red', step: 'remind' })
  expect(caseAt('2026-11-23 09:00', '2026-11-21')).toMatchObject({ light: 'red', step: 'yellow_card' })
  // Due on Monday: on Saturday two days are left, on Sunday one.
  expect(caseAt('2026-11-21 12:00', '2026-11-23')).toMatchObject({ light: 'yellow', risk: 'none' })
  expect(caseAt('2026-11-22 12:00', '2026-11-23')).toMatchObject({ light: 'yellow', risk: 'due_soon' })
  // A city in which it rests at weekends is another document and no other code.
  withCalendars({})
  expect(caseAt('2026-11-23 09:00', '2026-11-21')).toMatchObject({ light: 'red', step: 'remind' })
  expect(caseAt('2026-11-21 12:00', '2026-11-23')).toMatchObject({ light: 'yellow', risk: 'due_soon' })
})

test('[DOC4] what makes the numbers is published whole: the city, its areas and every calendar', () => {
  const { facts } = load()
  const bodyOf = (name: string) => facts.find(({ family, id }) => `${family}/${id}` === name)!.body
  const shipped = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fields
  expect(bodyOf('city/city')).toEqual(shipped('city.json'))
  expect(bodyOf('areas/liaoyang')).toEqual(shipped('areas/liaoyang.json'))
  expect(bodyOf('calendar/cn')).toEqual(shipped('calendars/cn.json'))
  expect(bodyOf('calendar/every-day')).toEqual(shipped('calendars/every-day.json'))
  const before = facts.find(({ id }) => id === 'cn')!.digest
  withHoliday('cn', '2026-11-30')
  expect(load().facts.find(({ id }) => id === 'cn')!.digest).not.toBe(before)
})

test('[DOC4] of what no screen draws nothing goes to any, and of a feed not where it is fetched', () => {
  for (const part of ['scenes', 'metrics'])
    cpSync(join(SHIPPED, part), join(folder, part), { recursive: true })
  const { facts, scenes, areas } = load()
  expect(scenes.length).toBe(readdirSync(join(SHIPPED, 'scenes')).length)
  for (const scene of scenes) {
    const wants = cellsOf({ scene: scene.id, place: '211000', audience: 'internal' }, scene, areas)
    const sent = facts.filter(({ family, id }) => wants(documentKey(family, id)))
    expect(new Set(sent.map(({ family }) => family))).toEqual(new Set(['kind', 'feed', 'metric', 'scene']))
  }
  const { body } = facts.find(({ family }) => family === 'feed')!
  expect(Object.keys(body ?? {})).not.toContain('settings')
})

test('[DOC3] whatever calendar in use changes, the numbers are of another shape', () => {
  const shape = () => shapeOf({ ...load(), kinds })
  const seen = [shape()]
  withHoliday('every-day', '2026-11-29')
  seen.push(shape())
  withHoliday('cn', '2026-11-30')
  seen.push(shape())
  withCalendars({ 'city-case': 'every-day', 'hotline-order': 'every-day' })
  seen.push(shape())
  expect(new Set(seen).size).toBe(4)
  edit('city.json', city => ({ ...city, title: { zh: '别名', en: 'another name' } }))
  edit('calendars/every-day.json', calendar => calendar)
  expect(shape()).toBe(seen.at(-1))
  withCalendars({})
  const alone = shape()
  withHoliday('every-day', '2026-12-01')
  expect(shape()).toBe(alone)
})

const asPublished = (notice: HolidayNotice, at: number): Published => {
  const { body, digest } = noticeFact({ ...notice, id: `cn.2027.${at}`, at, source: '演示', corrections: [] })
  return { body, digest }
}

test('[DOC5] notices of holidays give other calendars and another digest; one that does not join its calendar is left out', () => {
  const { inForce, digest, calendars } = load()
  const under = (notices: readonly HolidayNotice[]) =>
    inForce(new Map(notices.map((notice, i) => [`holiday-notice/${i}`, asPublished(notice, i)])))
  const notice = noticeOf2027()
  const day = dayOfDate('2027-02-09')
  const laid = under([notice])
  expect([
    isWorkday(calendars.calendarOf('service-case'), day),
    isWorkday(laid.calendarOf('service-case'), day),
  ]).toEqual([...[true, false]])
  expect(isWorkday(laid.calendarOf('city-case'), day)).toBe(true)
  expect([under([]).digest === digest, laid.digest === digest]).toEqual([true, false])
  const next = { ...notice, year: 2028, from: '2027-12-29', to: '2028-12-28', holidays: {}, workdays: {} }
  expect(under([next, notice]).digest).toBe(under([notice, next]).digest)
  expect(notLaid(calendars, [notice, next])).toEqual([])
  expect(notLaid(calendars, [next])).toEqual([next])
  expect(under([next]).digest).toBe(digest)
  expect(notLaid(calendars, [{ ...notice, calendar: 'moon' }])).toHaveLength(1)
})

test('[DOC6] over the folder’s documents lie those that were published; one that cannot be used is told of once, and the folder’s stands', () => {
  cpSync(join(SHIPPED, 'metrics'), join(folder, 'metrics'), { recursive: true })
  const shipped = load()
  const [metric, read, left] = shipped.folder.metrics as [MetricDocument, MetricDocument, MetricDocument]
  const version = { version: 2, at: 0, basis: '', note: '演示', earlier: [], retired: false }
  const known = (
    ...published: readonly (Pick<PublishedDocument, 'id' | 'document'> & { readonly retired?: boolean })[]
  ) =>
    new Map(
      published.map(each => {
        const { id, body, digest } = publishedFact({ ...version, family: 'metric', ...each })
        return [`published/${id}`, { body, digest }] as const
      }),
    )
  const asFields = (document: object) => document as unknown as Fields
  const { metrics, folder: kept } = shipped.inForce(
    known(
      { id: 'a.new', document: asFields({ ...metric, id: 'a.new' }) },
      { id: metric.id, document: asFields({ ...metric, decimals: 3 }) },
      { id: read.id, document: null },
      { ...{ id: left.id, document: null }, ...{ retired: true } },
    ),
  )
  const found = (id: string) => metrics.find(each => each.id === id)
  expect([found('a.new')?.kind, found(metric.id)?.decimals]).toEqual([metric.kind, 3])
  expect([found(read.id), found(left.id), kept.metrics]).toEqual([read, undefined, shipped.folder.metrics])
  const broken = known({ id: metric.id, document: asFields({ ...metric, kind: 'moon' }) })
  for (let times = 0; times < 2; times++)
    expect(shipped.inForce(broken).metrics.find(({ id }) => id === metric.id)).toEqual(metric)
  expect(faults).toMatchObject([{ file: `metric ${metric.id}, version 2 of the console` }])
})

test('[DOC6] names of places and departments lie over the folder’s too; one that leads to no area is told of, and the folder’s stands', () => {
  const loaded = load()
  const naming = (code: string): Fields => ({
    ...{ id: 'own', title: { zh: '对照', en: '' }, areas: [{ name: '老地名', code }], departments: [] },
  })
  const known = (code: string) => {
    const version = { family: 'naming', id: 'own', document: naming(code), retired: false } as const
    const { id, body, digest } = publishedFact({
      ...version,
      version: 1,
      at: 0,
      note: '',
      basis: '',
      earlier: [],
    })
    return new Map([[`published/${id}`, { body, digest }]])
  }
  const [district] = loaded.areas.districts
  const { namings, digest, drawn } = loaded.inForce(known(district!.id))
  expect(namings.find(({ id }) => id === 'own')?.areas).toEqual([{ name: '老地名', code: district!.id }])
  // Neither is anything counted anew by it, nor a screen drawn anew.
  expect([digest, drawn]).toEqual([loaded.digest, loaded.drawn])
  expect(loaded.inForce(known('999999')).namings).toEqual(loaded.namings)
  expect(faults.map(each => each.faults)).toEqual([['/areas/0/code: 999999 is no area in force']])
})
