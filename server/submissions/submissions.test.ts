import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { indicator } from '../../shared/kinds/indicator/kind.ts'
import { submission } from '../../shared/kinds/submission/kind.ts'
import type { FilledRow } from '../../shared/submissions/filled.ts'
import type { SubmissionStepName } from '../../shared/sync/submission.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { callForDue, type CallingParts } from './calling.ts'
import { formsOf, type Forms } from './forms.ts'
import { putRestInForce } from './in-force.ts'
import { serveSubmissions } from './routes.ts'

const FORM = 'filed-business'
const OFFICE = '市营商局'
const ID = `${FORM}.2026-10`

let city: DeedCity
let calling: CallingParts
let officer: Asking
let leader: Asking
let forms: Forms
/** Which feed finds no room now, and what was said to wait for that. */
let refuses: (feed: string) => boolean
let waiting: string[]
beforeEach(async () => {
  city = await openDeedCity({
    ...{ kinds: [submission, indicator], facts: [] },
    serve(routes, parts) {
      forms = new Map([...formsOf(parts.feeds())].filter(([id]) => id === FORM))
      const isKnown = (id: string) => parts.engine.thing(`submissions/${id}`) !== null
      const file: CallingParts['file'] = (feed, records) =>
        refuses(feed) ? Promise.reject(new Error('no room left')) : parts.file(feed, records)
      const known = { city: parts.engine.city, thing: (id: string) => parts.engine.thing(id) }
      calling = { ...known, forms, now: parts.now, isKnown, file }
      waiting = []
      refuses = () => false
      serveSubmissions(routes, { ...parts, forms, file, onWaiting: id => waiting.push(id) })
    },
  })
  await callForDue(calling)
  officer = city.as(['officer'], { departments: [OFFICE] })
  leader = city.as(['leader'])
})
afterEach(() => city.close())

let actions = 0
const does = (who: Asking, name: SubmissionStepName, seen: number, more: object = {}, id = ID) =>
  who.post(`/api/submissions/${id}/${name}`, { action: `filled-in-${++actions}`, seen, ...more })
const table = (values: { readonly [code: string]: string } = {}, remark = ''): readonly FilledRow[] =>
  (forms.get(FORM)?.form.lines ?? []).map(({ code }, i) => ({
    row: code,
    values: { value: values[code] ?? String(10 * (i + 1)), ...(remark === '' ? {} : { remark }) },
  }))
const words = { text: '请核对' }
const figure = (code: string) => city.engine.thing(`stat/${code}/211000`)
/** As screens have it. */
const shown = (code: string) =>
  indicator.derive(figure(code)!, { now: city.now(), calendar: city.engine.city.calendarOf('indicator') })
    ?.row
const valueOf = (code: string, period = '2026-10') =>
  figure(code)?.parts[`main:${period}`]?.fields['value'] ?? null

describe('asking for it', () => {
  test('[SUB1] a new form is asked for its last period, once, with its term from then on', async () => {
    const { body } = await officer.get(`/api/submissions/${ID}`)
    expect(body).toMatchObject({
      ...{ id: ID, can: ['submit'], rows: [], inForce: [], before: [] },
      row: { state: 'due', office: OFFICE, period: '2026-10', event: MONDAY, open: true },
    })
    expect(body.form.lines).toHaveLength(8)
    expect(await callForDue(calling)).toBe(0)
  })

  test('[SUB1] a period that ends is asked for, and so is each that ended while the product was away', async () => {
    await city.moveTo(instant('2026-12-01 00:01'))
    expect(await callForDue(calling)).toBe(1)
    await city.moveTo(instant('2027-03-02 09:00'))
    expect(await callForDue(calling)).toBe(3)
    const { body } = await officer.get('/api/submissions')
    expect(body.submissions.map(({ id }: { id: string }) => id).sort()).toEqual(
      ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02'].map(period => `${FORM}.${period}`),
    )
  })

  test('[SUB1] where there is no room for it, it says so and is asked for at the next look', async () => {
    await city.moveTo(instant('2026-12-01 00:01'))
    await expect(
      callForDue({ ...calling, file: () => Promise.reject(new Error('no room')) }),
    ).rejects.toThrow('no room')
    await expect(callForDue({ ...calling, file: () => null })).rejects.toThrow('does not run')
    expect(await callForDue(calling)).toBe(1)
  })
})

describe('handing in', () => {
  test('[SUB2] [SUB6] (T-PII-01) it is one fact of a post, and no number of it counts; what was said is masked', async () => {
    const rows = table({ 'TB-YS-01': '1,024' }, '电话 13800001234')
    const { status, body } = await does(officer, 'submit', 1, { rows })
    expect([status, body.submission?.row.state]).toEqual([200, 'submitted'])
    expect(body.submission.rows[0]).toEqual({
      ...{ row: 'TB-YS-01', values: { value: '1024', remark: '电话 138****1234' } },
    })
    expect(figure('TB-YS-01')).toBeNull()
    const kept = JSON.stringify(city.engine.thing(`submissions/${ID}`))
    expect(kept).not.toMatch(/13800001234|account-|"p\d"/)
    expect(city.audit.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['submission.submit', 'done'],
    ])
  })

  test('[SUB2] a table with a fault is refused with its cell, and nothing happens', async () => {
    const wrong = await does(officer, 'submit', 1, { rows: table({ 'TB-YS-02': '许多' }) })
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: 'cellFault', error: 'TB-YS-02/value: noNumber' },
    })
    expect((await does(officer, 'submit', 1, { rows: table().slice(1) })).body.error).toContain('missing')
    expect((await does(officer, 'submit', 1, {})).body.code).toBe('malformed')
    expect(city.audit).toEqual([])
  })

  test('[SUB4] (F-52) what saw another step is refused with how it stands; the same action is one', async () => {
    const same = { action: 'filled-in-twice', seen: 1, rows: table() }
    const path = `/api/submissions/${ID}/submit`
    const both = [await officer.post(path, same), await officer.post(path, same)]
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(await does(officer, 'withdraw', 1)).toMatchObject({ status: 409, body: { code: 'stale' } })
    expect((await does(officer, 'submit', 2, { rows: table() })).body.code).toBe('notNow')
    expect((await does(officer, 'withdraw', 2)).body.submission).toMatchObject({
      ...{ row: { state: 'due' }, can: ['submit'] },
      rows: expect.arrayContaining([{ row: 'TB-YS-01', values: { value: '10' } }]),
    })
  })
})

describe('approving', () => {
  test('[SUB3] (STAT) only then its numbers count, said to be filled in by whom, as of the end of their period', async () => {
    await does(officer, 'submit', 1, { rows: table() })
    const { status, body } = await does(leader, 'approve', 2)
    expect([status, body.submission?.row.state]).toEqual([200, 'approved'])
    expect(figure('TB-YS-01')?.parts['main:2026-10']?.fields).toMatchObject({
      ...{ value: 100_000, unit: '人', source: '市营商局填报', asOf: '2026-10-31', name: '项目管家' },
    })
    expect(valueOf('TB-YS-08')).toBe(800_000)
    expect(city.audit.map(({ action }) => action)).toEqual([...['submission.submit', 'submission.approve']])
  })

  test('[SUB3] (A9) what moved by more than ten times was looked at by two, and is shown; so is what follows it', async () => {
    await does(officer, 'submit', 1, { rows: table({ 'TB-YS-08': '5' }) })
    await does(leader, 'approve', 2)
    for (const [at, period, value] of [
      ['2026-12-01 00:01', '2026-11', '60'],
      ['2027-01-01 00:01', '2026-12', '65'],
    ] as const) {
      await city.moveTo(instant(at))
      await callForDue(calling)
      await does(officer, 'submit', 1, { rows: table({ 'TB-YS-08': value }) }, `${FORM}.${period}`)
      await does(leader, 'approve', 2, {}, `${FORM}.${period}`)
      expect(shown('TB-YS-08')).toMatchObject({ period, value: Number(value) * 10_000, held: false })
    }
  })

  test('[SUB3] a correction counts once it is approved, above what was said before; what it leaves out is unknown', async () => {
    await does(officer, 'submit', 1, { rows: table() })
    await does(leader, 'approve', 2)
    await city.moveTo(MONDAY + HOUR)
    await does(officer, 'submit', 4, { rows: table({ 'TB-YS-01': '5000', 'TB-YS-02': '' }) })
    expect(valueOf('TB-YS-01')).toBe(100_000)
    const { body } = await does(leader, 'approve', 5)
    expect(body.submission).toMatchObject({ row: { corrected: true, state: 'approved' } })
    expect([valueOf('TB-YS-01'), valueOf('TB-YS-02')]).toEqual([50_000_000, null])
    expect(figure('TB-YS-01')?.parts['main:2026-10']?.fields['edition']).toBe('修订')
  })

  test('[SUB3] a correction that is withdrawn or given up is not shown as what is in force, and is kept to begin with', async () => {
    await does(officer, 'submit', 1, { rows: table() })
    await does(leader, 'approve', 2)
    await does(officer, 'submit', 4, { rows: table({ 'TB-YS-01': '999' }) })
    expect((await officer.get(`/api/submissions/${ID}`)).body.rows[0].values.value).toBe('999')
    const { body } = await does(officer, 'withdraw', 5)
    expect([body.submission.rows[0], body.submission.last[0]].map(({ values }) => values.value)).toEqual([
      ...['10', '999'],
    ])
    await does(officer, 'submit', 6, { rows: table({ 'TB-YS-01': '998' }) })
    await does(leader, 'sendBack', 7, words)
    const given = await does(officer, 'withdraw', 8)
    expect(given.body.submission).toMatchObject({ row: { state: 'approved', open: false } })
    expect(given.body.submission.rows[0].values.value).toBe('10')
    expect((await does(leader, 'excuse', 9, words)).body.code).toBe('notNow')
  })

  test('[SUB3] sent back it is filled in again, in the same table; the next period shows the one before', async () => {
    await does(officer, 'submit', 1, { rows: table() })
    expect((await does(leader, 'sendBack', 2)).body.code).toBe('malformed')
    const back = await does(leader, 'sendBack', 2, words)
    expect(back.body.submission).toMatchObject({ row: { state: 'sentBack', returns: 1 } })
    await does(officer, 'submit', 3, { rows: table({ 'TB-YS-01': '11' }) })
    await does(leader, 'approve', 4)
    await city.moveTo(instant('2026-12-01 00:01'))
    await callForDue(calling)
    const { body } = await officer.get(`/api/submissions/${FORM}.2026-11`)
    expect(body.before[0]).toEqual({ row: 'TB-YS-01', values: { value: '11' } })
  })

  test('[SUB3] (T-AUD-02) what the audit cannot tell of is not approved', async () => {
    await does(officer, 'submit', 1, { rows: table() })
    city.breakAudit()
    expect((await does(leader, 'approve', 2)).body.code).toBe('auditDown')
    city.mendAudit()
    expect([figure('TB-YS-01'), (await leader.get(`/api/submissions/${ID}`)).body.row.state]).toEqual([
      ...[null, 'submitted'],
    ])
    expect((await does(leader, 'approve', 2)).body.submission.row.state).toBe('approved')
  })

  test.each([
    ['its numbers', FORM],
    ['the word that they are', 'submission-steps'],
  ])(
    '[SUB3] (F-05) where %s found no room it is approved and not in force, nobody can send it back, and it is made good',
    async (_, feed) => {
      await does(officer, 'submit', 1, { rows: table() })
      // The step that approves is kept, and what comes after it is not.
      let kept = 0
      const isFull = () => feed !== 'submission-steps' || kept++ > 0
      refuses = each => each === feed && isFull()
      const { status, body } = await does(leader, 'approve', 2)
      expect([status, body.submission?.row.state, waiting]).toEqual([200, 'passed', [ID]])
      expect(body.submission.can).toEqual([])
      expect((await does(leader, 'sendBack', 3, words)).body.code).toBe('notNow')
      await expect(putRestInForce(calling)).rejects.toThrow('no room left')
      refuses = () => false
      await putRestInForce(calling)
      expect((await leader.get(`/api/submissions/${ID}`)).body.row).toMatchObject({
        state: 'approved',
        corrected: false,
      })
      expect(valueOf('TB-YS-08')).toBe(800_000)
      await putRestInForce(calling)
      expect((await leader.get(`/api/submissions/${ID}`)).body.history).toHaveLength(4)
    },
  )

  test('[SUB3] a form that was changed since is not approved of: its units may be other ones', async () => {
    await does(officer, 'submit', 1, { rows: table() })
    const open = forms.get(FORM)!
    ;(forms as Map<string, unknown>).set(FORM, { ...open, form: { ...open.form, withinDays: 9 } })
    expect(await does(leader, 'approve', 2)).toMatchObject({ status: 409, body: { code: 'formChanged' } })
    expect((await does(leader, 'sendBack', 2, words)).body.submission.row.state).toBe('sentBack')
  })

  test('[SUB3] a period for which there is nothing to say is excused with why', async () => {
    const { body } = await does(leader, 'excuse', 1, { text: '本期无数据' })
    expect(body.submission).toMatchObject({ row: { state: 'excused', open: false } })
    expect(figure('TB-YS-01')).toBeNull()
  })
})

test('[SUB5] (T-RBAC-01) four eyes: whoever may fill it in does not approve, and nobody acts for another department', async () => {
  const both = city.as(['officer', 'leader'], { departments: [OFFICE] })
  const rows = table()
  const denied = [
    await does(city.as(['officer'], { departments: ['市民政局'] }), 'submit', 1, { rows }),
    await does(leader, 'submit', 1, { rows }),
    await does(both, 'excuse', 1, words),
    await does(city.as(['leader'], { areas: ['211004'] }), 'excuse', 1, words),
    await city.as(['viewer'], { areas: ['211004'] }).get(`/api/submissions/${ID}`),
    await city.as(['reporter']).get('/api/submissions'),
  ]
  expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
  await does(both, 'submit', 1, { rows })
  expect((await does(both, 'approve', 2)).status).toBe(403)
  expect((await leader.get(`/api/submissions/${ID}`)).body.can).toEqual(['sendBack', 'approve'])
  expect((await city.as(['leader'], { areas: ['211004'] }).get('/api/submissions')).body.submissions).toEqual(
    [],
  )
  expect((await leader.get('/api/submissions/none.2026-10')).status).toBe(404)
})

test('[SUB7] lists hold what is overdue first, then what is due, then what is over', async () => {
  await city.moveTo(instant('2026-12-01 00:01'))
  await callForDue(calling)
  await does(officer, 'submit', 1, { rows: table() }, `${FORM}.2026-11`)
  await does(leader, 'approve', 2, {}, `${FORM}.2026-11`)
  await city.moveTo(MONDAY + 40 * DAY)
  await callForDue(calling)
  const ids = async (query: string) =>
    (await leader.get(`/api/submissions${query}`)).body.submissions.map(({ id }: { id: string }) => id)
  expect(await ids('')).toEqual([ID, `${FORM}.2026-12`, `${FORM}.2026-11`])
  expect(await ids('?open=1')).toEqual([ID, `${FORM}.2026-12`])
})
