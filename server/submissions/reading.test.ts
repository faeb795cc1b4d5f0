import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { submission } from '../../shared/kinds/submission/kind.ts'
import { LARGEST_FILE, type ReadTable } from '../../shared/submissions/read-table.ts'
import { workbookOf } from '../connectors/files/workbook-for-tests.ts'
import { openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { callForDue } from './calling.ts'
import { formsOf, type Forms } from './forms.ts'
import { SheetDesk } from './reading.ts'
import { serveSubmissions } from './routes.ts'

const OFFICE = '市营商局'
const BUSINESS = 'filed-business.2026-10'
const ONSITE = 'filed-onsite.2026-10'

let city: DeedCity
let officer: Asking
let forms: Forms
beforeEach(async () => {
  let due: Promise<unknown> = Promise.resolve()
  city = await openDeedCity({
    ...{ kinds: [submission], facts: [] },
    serve(routes, parts) {
      forms = formsOf(parts.feeds())
      const known = { city: parts.engine.city, thing: (id: string) => parts.engine.thing(id) }
      serveSubmissions(routes, { ...parts, forms, onWaiting: () => undefined })
      due = callForDue({ ...parts, ...known, forms, isKnown: () => false })
    },
  })
  await due
  officer = city.as(['officer'], { departments: [OFFICE] })
})
afterEach(() => city.close())

const read = (who: Asking, file: Uint8Array | string, id = BUSINESS) =>
  who.post(
    `/api/submissions/${id}/read-file`,
    new Blob([typeof file === 'string' ? file : new Uint8Array(file)], { type: 'application/octet-stream' }),
  )
const CELLS = [
  ['营商环境月报'],
  ['代码', '指标', '数值', '备注'],
  ['TB-YS-01', '项目管家', '60', '较上月多 2 人'],
  ['', '管家服务企业', '约三百', ''],
]
const TABLE = CELLS.map(cells => cells.join(',')).join('\r\n')

test('[SUB10] a workbook and both encodings of a text say the same, whatever they are called', async () => {
  const seq = city.engine.city.seq
  const files = [workbookOf(CELLS), TABLE, `\ufeff${TABLE}`, iconv.encode(TABLE, 'gb18030')]
  const told = []
  for (const file of files) told.push(await read(officer, file))
  for (const { status, body } of told) {
    expect(status).toBe(200)
    expect(body).toEqual(told[0]?.body)
  }
  const table = told[0]?.body as ReadTable
  expect(table.rows).toEqual([
    { line: 3, row: 'TB-YS-01', values: { value: '60', remark: '较上月多 2 人' } },
    { line: 4, row: 'TB-YS-02', values: { value: '约三百', remark: '' } },
  ])
  expect(table.faults).toMatchObject([{ line: 4, row: 'TB-YS-02', column: 'value', fault: 'noNumber' }])
  expect(table.missingLines).toHaveLength(6)
  expect([city.engine.city.seq, city.audit]).toEqual([seq, []])
})

test('[SUB10] (T-RBAC-01) for whoever may hand it in, and while it can be handed in', async () => {
  const others = [
    city.as(['leader']),
    city.as(['viewer']),
    city.as(['officer'], { departments: ['市住建局'] }),
  ]
  for (const other of others) expect((await read(other, TABLE)).status).toBe(403)
  expect((await read(officer, TABLE, 'filed-business.1999-01')).status).toBe(404)
  const rows = (await officer.get(`/api/submissions/${BUSINESS}`)).body.form.lines.map(
    ({ code }: { readonly code: string }) => ({ row: code, values: { value: '1' } }),
  )
  const step = { action: 'handed-in-once', seen: 1, rows }
  expect((await officer.post(`/api/submissions/${BUSINESS}/submit`, step)).status).toBe(200)
  const late = await read(officer, TABLE)
  expect([late.status, late.body.code]).toEqual([409, 'notNow'])
})

test('[SUB11] (T-ZIP-01) what is hostile or broken is refused in words, and the next is read', async () => {
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(8 * 2 ** 20) })
  const entity = Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><row>&a;')
  const whole = workbookOf(CELLS)
  const refused: readonly (readonly [string, Uint8Array | string])[] = [
    ['unreadableFile', bomb],
    ['unreadableFile', zipSync({ 'xl/worksheets/sheet1.xml': entity })],
    ['unreadableFile', whole.slice(0, Math.floor(whole.length * 0.7))],
    ['unreadableFile', zipSync({ 'word/document.xml': Buffer.from('<x/>') })],
    ['unreadableFile', Buffer.from('%PDF-1.7\0\0')],
    ['oldWorkbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['noFile', ''],
    ['noHeader', '案卷号,数量\r\nA1,7\r\n'],
    ['fileTooLong', `${TABLE}\r\n${'X,,1,\r\n'.repeat(1_001)}`],
    ['fileTooLong', `${TABLE}\r\n${`X,,1,${'a'.repeat(800_000)}\r\n`.repeat(2)}`],
    ['fileTooLong', `${TABLE}\r\nX${','.repeat(200_000)}X`],
    ['unreadableFile', `${TABLE}\r\nX,,1,${'a'.repeat(1_500_000)}`],
    ['malformed', 'x'.repeat(LARGEST_FILE + 1)],
  ]
  for (const [code, file] of refused) {
    const { status, body } = await read(officer, file)
    expect([status >= 400 && status < 500, body.code, body.error], code).toEqual([
      true,
      code,
      expect.any(String),
    ])
  }
  expect((await read(officer, TABLE)).status).toBe(200)
})

test('[SUB11] of one person one file at a time, and nobody is kept out by it', async () => {
  const { form } = forms.get('filed-business')!
  const desk = new SheetDesk()
  const bytes = Buffer.from(TABLE)
  const first = desk.read(form, bytes, 'one')
  await expect(desk.read(form, bytes, 'one')).rejects.toMatchObject({ status: 503, code: 'busy' })
  const [mine, theirs] = await Promise.all([first, desk.read(form, bytes, 'another')])
  expect(theirs).toEqual(mine)
  expect(await desk.read(form, bytes, 'one')).toEqual(mine)
})

test('[SUB11] more free rows than there is room for are refused, not cut', async () => {
  const free = city.as(['officer'], { departments: ['宏伟区发改委'] })
  const rows = (n: number) =>
    `事项\r\n${Array.from({ length: n }, (_, i) => `现场解决的事项 ${i}`).join('\r\n')}`
  const file = rows(41).replace('事项', '现场解决的事项')
  const { status, body } = await read(free, file, ONSITE)
  expect([status, body.code]).toEqual([400, 'tooManyRows'])
  expect(body.error).toContain('41 rows are more than the 40')
})
