import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { CSV_2027 } from '../../shared/calendar/notice-2027.fixture.ts'
import type { Published } from '../../shared/city/city.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { supervision } from '../../shared/kinds/supervision/kind.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Records } from '../../shared/sync/explain.ts'
import {
  MONDAY,
  openDeedCity,
  type Asking,
  type DeedCity,
  type DeedParts,
} from '../deeds/deed-city.fixture.ts'
import { Engine } from '../engine/engine.ts'
import { Explainer } from '../explain/explain.ts'
import { serveExplanations } from '../explain/routes.ts'
import { serveSupervisions } from '../supervision/routes.ts'
import { openDatabase } from '../journal/database.ts'
import { correctionsOf } from './corrections.ts'
import { serveCalendar } from './routes.ts'

const [DISTRICT, OTHER_DISTRICT] = ['211004', '211002']
const PROJECT = 'gcproj/2611-211004-04-01-000011'
const OTHER = 'gcproj/2611-211002-04-01-000012'
const SOURCE = '国务院办公厅关于2027年部分节假日安排的通知(演示)'
/** 55 working days from Monday on: DOMAIN 2.4. */
const LONG = { before: instant('2027-02-12') - 1, after: instant('2027-02-14') - 1 }

const projectFact = (id: string, area: string): RecordFact => {
  const limited = (code: string, limit: number) => ({
    ...item(code, 6, ran('2026-11-23 09:00', null)),
    ...{ limit, department: '市住建局', name: `第 ${code} 项` },
  })
  const items = [limited('6-1', 5), limited('6-2', 55), limited('6-3', 24), limited('6-4', 28)]
  const fields = { investCode: id.slice(7), name: '演示项目', class: '原字号', stages: STAGES, items }
  const { conflict: _, ...part } = partWith(fields, { area, at: MONDAY, event: MONDAY })
  return { ...part, type: 'record', kind: project.id, id, part: 'main' }
}

let city: DeedCity
let parts: DeedParts
let operator: Asking
beforeEach(async () => {
  city = await openDeedCity({
    kinds: [project, supervision],
    facts: [projectFact(PROJECT, `${DISTRICT}001`), projectFact(OTHER, OTHER_DISTRICT)],
    serve(routes, given) {
      parts = given
      serveCalendar(routes, given)
      serveSupervisions(routes, given)
      serveExplanations(routes, new Explainer(given))
    },
  })
  operator = city.as(['operator'])
  city.engine.onPublished(() => city.takeUp())
})
afterEach(() => city.close())

const countAll = () => {
  while (!city.engine.recountStep());
}
const table = (over = {}) => ({ calendar: 'cn', year: 2027, text: CSV_2027, ...over })
const preview = async (over = {}, who = operator) =>
  (await who.post('/api/calendar/preview', table(over))).body
const put = async ({ source = SOURCE, ...over }: { readonly source?: string; readonly text?: string } = {}) =>
  operator.post('/api/calendar/notices', { ...table(over), source, seen: (await preview(over)).digest })
const dueOf = (key: string): unknown =>
  city.engine.city.held.get(PROJECT)?.derived?.rows?.['items']?.find(row => row['key'] === key)?.['dueAt']

describe('looked at', () => {
  test('[HOL2] (A20) it says which days become others, which open clocks move and which lose their 预估, and changes nothing', async () => {
    const { seq } = city.engine.city
    const told = await preview()
    expect(told).toMatchObject({
      ...{ ok: true, isNew: true, from: '2026-12-29', to: '2027-12-28', holidays: 27, workdays: 6 },
      // 24 working days end on 12-25 and no notice moves them; 28 end on 12-31, and stay there.
      clocks: { open: 4, moved: 2, settled: 2, kinds: { project: 2 } },
    })
    expect(told.changes.map(({ date }: { date: string }) => date)).toEqual(
      expect.arrayContaining(['2027-01-31', '2027-02-11', '2027-10-09']),
    )
    expect(told.clocks.matters[0]).toEqual({
      ...{ record: `${OTHER}#6-2`, kind: 'project', title: '演示项目 · 第 6-2 项', department: '市住建局' },
      ...LONG,
    })
    expect([city.engine.city.seq, city.audit, dueOf('6-2')]).toEqual([seq, [], LONG.before])
  })

  test('[HOL2] matters are counted of all, and listed of the areas of whoever asks', async () => {
    const { clocks } = await preview({}, city.as(['operator'], { areas: [DISTRICT] }))
    expect(clocks.matters.map(({ record }: { record: string }) => record)).toEqual([`${PROJECT}#6-2`])
    expect(clocks.moved).toBe(2)
  })

  test('[HOL1] all faults are told with their lines, and such a table is not taken', async () => {
    const text = `${CSV_2027}2027-10-11,班,国庆节\n2027-10-09,休,国庆节`
    expect(await preview({ text })).toEqual({
      ok: false,
      faults: [
        { line: 35, code: 'notRest', text: '2027-10-11', name: '国庆节' },
        { line: 36, code: 'twice', text: '2027-10-09', name: '国庆节', other: 34 },
      ],
    })
    const answer = await operator.post('/api/calendar/notices', {
      ...table({ text }),
      source: SOURCE,
      seen: 'x',
    })
    expect([answer.status, answer.body.code]).toEqual([400, 'faultyTable'])
    expect(answer.body.error).toContain('line 35: notRest 2027-10-11')
    expect(await preview({ text: 'date,type\n2027-13-01,休,元旦' })).toMatchObject({
      faults: [{ line: 2, code: 'badDate' }],
    })
    expect(city.audit).toEqual([])
  })

  test.each([
    ['a calendar that is none', { calendar: 'moon' }, 404, 'noCalendar'],
    ['one that never rests', { calendar: 'every-day' }, 404, 'noCalendar'],
    ['no year', { year: 'next' }, 400, 'malformed'],
  ])('[HOL1] %s is refused', async (_, over, status, code) => {
    expect(await operator.post('/api/calendar/preview', table(over))).toMatchObject({
      status,
      body: { code },
    })
  })

  test('[HOL1] it is for the operator alone', async () => {
    for (const role of ['viewer', 'leader', 'officer', 'sysadmin', 'secadmin', 'auditor'] as const) {
      const other = city.as([role])
      const statuses = [
        await other.get('/api/calendar'),
        await other.post('/api/calendar/preview', table()),
        await other.post('/api/calendar/notices', { ...table(), source: SOURCE, seen: 'x' }),
        await other.get('/api/calendar/notices/cn.2027.1'),
      ].map(({ status }) => status)
      expect(statuses, role).toEqual([403, 403, 403, 403])
    }
  })
})

describe('in force', () => {
  test('[HOL3] it is audited, and one entry of the journal that has every due date it moves; nobody is named in it', async () => {
    const { seq } = city.engine.city
    const answer = await put({ source: `${SOURCE} 联系人 张三丰 13800001234` })
    expect(answer).toMatchObject({ status: 200, body: { id: 'cn.2027.1', year: 2027, moved: 2, at: MONDAY } })
    expect(city.audit).toEqual([
      expect.objectContaining({
        ...{ action: 'calendar.notice', object: 'calendar/cn.2027.1', outcome: 'done' },
        details: expect.objectContaining({ year: 2027, holidays: 27, workdays: 6, moved: 2 }),
      }),
    ])
    const [entry] = city.engine.journal.read(seq, 9)
    expect(entry!.facts).toHaveLength(1)
    const body = JSON.stringify(entry!.facts[0])
    expect(body).toContain('138****1234')
    expect(body).not.toMatch(/13800001234|account-|演示项目/)
    expect(body).toContain(`"after":${LONG.after}`)
  })

  test('[HOL3] (T-AUD-02) what the audit cannot tell of does not happen; what then fails is told as failed', async () => {
    const { digest: seen } = await preview()
    const sent = { ...table(), source: SOURCE, seen }
    city.breakAudit()
    expect((await operator.post('/api/calendar/notices', sent)).body.code).toBe('auditDown')
    expect((await operator.get('/api/calendar')).body.notices).toEqual([])
    city.mendAudit()
    city.engine.submit = () => Promise.reject(Object.assign(new Error('full'), { errcode: 13 }))
    expect(await operator.post('/api/calendar/notices', sent)).toMatchObject({ status: 507 })
    expect(city.audit.map(({ outcome }) => outcome)).toEqual(['done', 'failed'])
  })

  test('[HOL4] it is what was looked at: another table, and one that was sent twice, are refused', async () => {
    const { digest: seen } = await preview()
    const other = CSV_2027.replace('2027-02-11,休,春节\n', '')
    const sent = { ...table(), source: SOURCE, seen }
    expect(await operator.post('/api/calendar/notices', { ...sent, text: other })).toMatchObject({
      ...{ status: 409, body: { code: 'stale' } },
    })
    const both = await Promise.all([1, 2].map(() => operator.post('/api/calendar/notices', sent)))
    countAll()
    expect(both.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)])
    expect(await operator.post('/api/calendar/notices', sent)).toMatchObject({
      ...{ status: 409, body: { code: 'nothingNew' } },
    })
    expect([(await preview()).isNew, city.audit.length]).toEqual([false, 1])
  })

  test('[HOL7] while everything is counted anew nothing is looked at', async () => {
    await put()
    expect((await operator.get('/api/calendar')).body).toMatchObject({
      isCounting: true,
      notices: [{ year: 2027 }],
    })
    expect(await operator.post('/api/calendar/preview', table())).toMatchObject({
      ...{ status: 503, body: { code: 'counting' } },
    })
    countAll()
    expect((await operator.get('/api/calendar')).body).toMatchObject({
      ...{ isCounting: false, now: MONDAY },
      calendars: [{ id: 'cn', coverage: { to: '2027-12-28' }, next: 2028 }],
    })
  })
})

describe('afterwards', () => {
  const correction = { year: 2027, at: MONDAY, ...LONG }
  const itemOf = async (who: Asking, item: string) =>
    (await who.get(`/api/supervisions/item?${new URLSearchParams({ target: PROJECT, item })}`)).body

  test('[HOL5] (R7) the due dates are those of the preview, and each that moved says why', async () => {
    const promised = (await preview()).clocks.matters
    await put()
    countAll()
    expect([dueOf('6-2'), dueOf('6-1')]).toEqual([LONG.after, instant('2026-12-01') - 1])
    const viewer = city.as(['viewer'])
    expect(await itemOf(viewer, '6-2')).toMatchObject({
      ...{ corrections: [correction], item: { dueAt: LONG.after, provisional: false } },
    })
    expect((await itemOf(viewer, '6-1')).corrections).toEqual([])
    expect((await operator.get('/api/calendar/notices/cn.2027.1')).body).toMatchObject({
      ...{ source: SOURCE, moved: 2, matters: promised },
    })
    expect((await operator.get('/api/calendar/notices/cn.2027.9')).status).toBe(404)
  })

  test('[HOL5] (R7) the records behind a number say it as well', async () => {
    await put()
    countAll()
    const cell = [...city.engine.city.cells.keys()].find(key => key.startsWith('project.items.department|'))!
    const { rows } = (await operator.get(`/api/records?cell=${encodeURIComponent(cell)}`)).body as Records
    const told = rows.filter(({ corrections }) => corrections !== undefined)
    expect(told.map(({ id }) => id).sort()).toEqual([`${OTHER}#6-2`, `${PROJECT}#6-2`])
    expect(told[0]!.corrections).toEqual([correction])
  })

  test('[HOL5] a process that was killed right behind it comes back with the same due dates and the same words', async () => {
    await put()
    // Nothing was saved since: the notice is in the journal alone.
    const db = openDatabase(`${city.folder}/city.db`)
    const metrics: readonly MetricDocument[] = []
    const inForce = (known: ReadonlyMap<string, Published>) => ({
      ...parts.documents.inForce(known),
      metrics,
    })
    const again = new Engine({
      ...{ db, documents: { ...parts.documents, kinds: [project, supervision], metrics, inForce } },
      ...{ now: () => MONDAY, clock: () => 0, onFault: () => undefined, onUncounted: () => undefined },
    })
    while (!again.recountStep());
    const row = again.city.held.get(PROJECT)?.derived?.rows?.['items']?.find(({ key }) => key === '6-2')
    expect(row).toMatchObject({ dueAt: LONG.after, provisional: false })
    expect(again.city.movedDues.get('project')).toBe(2)
    expect(correctionsOf(again, new Set([`${PROJECT}#6-2`])).get(`${PROJECT}#6-2`)).toEqual([correction])
    db.close()
  })

  test('[HOL6] a second notice of the year is laid over the first, and both keep what they moved', async () => {
    await put()
    countAll()
    await city.moveTo(instant('2027-02-09 10:00'))
    const longer = CSV_2027.replace('2027-02-13,班,春节', '2027-02-12,休,春节')
    expect(await put({ text: longer })).toMatchObject({ status: 200, body: { id: 'cn.2027.2', moved: 2 } })
    countAll()
    const { corrections } = await itemOf(city.as(['viewer']), '6-2')
    expect(corrections).toEqual([
      correction,
      { year: 2027, at: instant('2027-02-09 10:00'), before: LONG.after, after: instant('2027-02-17') - 1 },
    ])
    expect(dueOf('6-2')).toBe(instant('2027-02-17') - 1)
    const past = longer.replace('2027-01-31,班', '2027-01-30,班')
    expect((await preview({ text: past })).faults).toMatchObject([
      ...[
        { code: 'past', text: '2027-01-30' },
        { code: 'pastMissing', text: '2027-01-31' },
      ],
    ])
  })
})
