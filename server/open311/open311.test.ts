import { SaxesParser } from 'saxes'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { MONDAY, type Asking } from '../deeds/deed-city.fixture.ts'
import { DISTRICT, KEY, openSnapCity, TOWN } from '../snaps/snaps.fixture.ts'
import { xmlOf } from './written.ts'

let city: Awaited<ReturnType<typeof openSnapCity>>
let client: Asking
let officer: Asking
beforeEach(async () => {
  city = await openSnapCity()
  client = city.as([])
  officer = city.as(['officer'])
})
afterEach(() => city.close())

const report = (over = {}): Record<string, string> => ({
  ...{ api_key: KEY, service_code: 'hazard', description: '井盖松动', address_string: '文化路口' },
  ...over,
})
const send = (over = {}, format = 'json') => client.form(`/open311/v2/requests.${format}`, report(over))
const read = (path: string, query = {}) =>
  client.get(`/open311/v2/${path}?${new URLSearchParams({ api_key: KEY, ...query })}`)
const idOf = (answer: { body: { service_request_id: string }[] }) => answer.body[0]!.service_request_id

test('[GEO1] (HW-18) a request is a report of a citizen, sent again it is the same one, and its answer goes back', async () => {
  const made = await send({ lat: '41.27', long: '123.18', 'attribute[area]': TOWN })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  const id = idOf(made)
  expect(id).toBe('SP20261123-1')
  expect(idOf(await send({ lat: '41.27', long: '123.18', 'attribute[area]': TOWN }))).toBe(id)
  expect((await officer.get(`/api/snaps/${id}`)).body).toMatchObject({
    row: { reporter: '市民', rider: false, category: '安全隐患', area: TOWN, dueAt: MONDAY + DAY },
  })
  expect(city.audit.map(({ actor, action }) => [actor.type, actor.name, action])).toEqual([
    ['program', 'open311', 'snap.file'],
  ])
  const steps = [
    ['take', {}],
    ['settle', { text: '已加固' }],
    ['answer', { text: '井盖已加固,谢谢' }],
  ] as const
  for (const [i, [step, more]] of steps.entries())
    await officer.post(`/api/snaps/${id}/${step}`, { action: `georep-${i}-x`, seen: i + 1, ...more })
  expect((await read(`requests/${id}.json`)).body).toEqual([
    {
      ...{ service_request_id: id, status: 'closed', status_notes: '井盖已加固,谢谢' },
      ...{ service_name: '安全隐患', service_code: 'hazard', description: '井盖松动', service_notice: null },
      ...{ agency_responsible: null, address: '文化路口', address_id: null, zipcode: null, media_url: null },
      ...{ lat: 41.27, long: 123.18, requested_datetime: '2026-11-23T09:00:00+08:00' },
      ...{ updated_datetime: '2026-11-23T09:00:00+08:00', expected_datetime: '2026-11-24T09:00:00+08:00' },
    },
  ])
})

test('[GEO1] sent again over the turn of an hour it is the same, two hours later another', async () => {
  await city.moveTo(MONDAY + HOUR - 10_000)
  const first = idOf(await send())
  await city.moveTo(MONDAY + HOUR + 10_000)
  expect(idOf(await send())).toBe(first)
  await city.moveTo(MONDAY + 3 * HOUR)
  expect(idOf(await send())).not.toBe(first)
})

test('[GEO2] services, attributes and discovery; requests by service, state, number and time', async () => {
  const services = (await read('services.json')).body as { service_code: string; metadata: boolean }[]
  expect(services.map(each => each.service_code)).toContain('hazard')
  const { body: defined } = await read('services/hazard.json')
  expect(defined.attributes[0]).toMatchObject({ code: 'area', required: false })
  expect(defined.attributes[0].values).toContainEqual({ key: DISTRICT, name: '宏伟区' })
  expect((await read('discovery.json')).body).toMatchObject({
    jurisdiction_id: 'liaoyang',
    endpoints: [{ url: expect.stringMatching(/^https:.*\/open311\/v2$/) }],
  })
  const [first, second] = [idOf(await send()), idOf(await send({ service_code: 'cleanliness' }))]
  const ids = async (query: object) =>
    (await read('requests.json', query)).body
      .map((each: { service_request_id: string }) => each.service_request_id)
      .sort()
  expect(await ids({})).toEqual([first, second])
  expect(await ids({ service_code: 'cleanliness' })).toEqual([second])
  expect(await ids({ status: 'closed' })).toEqual([])
  expect(await ids({ service_request_id: `${second},SP19990101-1` })).toEqual([second])
  expect(await ids({ start_date: '2026-11-23T09:00:01+08:00' })).toEqual([])
  expect(await ids({ end_date: '2026-11-23T09:00:00+08:00' })).toEqual([first, second])
})

/** What an XML answer says, by the paths of its elements. */
function pathsIn(xml: string): string[] {
  const [parser, at, found] = [new SaxesParser(), [] as string[], [] as string[]]
  parser.on('opentag', ({ name }) => at.push(name))
  parser.on('text', text => at.length > 0 && found.push(`${at.join('/')}=${text}`))
  parser.on('closetag', () => at.pop())
  parser.write(xml).close()
  return found
}

test('[GEO2] the same in XML, with every character that XML can say', async () => {
  const id = idOf(await send({ description: 'a < b & c > \u{1f600} ]]>' }))
  const { body } = await read(`requests/${id}.xml`)
  expect(pathsIn(body as string)).toContain('service_requests/request/description=a < b & c > \u{1f600} ]]>')
  const { body: services } = await read('services.xml')
  expect(pathsIn(services as string)).toContain('services/service/service_code=hazard')
  const { body: definition } = await read('services/hazard.xml')
  expect(pathsIn(definition as string)).toContain(
    'service_definition/attributes/attribute/values/value/name=宏伟区',
  )
  expect(pathsIn(xmlOf([{ a: 'x\0\u{b}y' }], { root: 'r', each: 'e' }))).toEqual(['r/e/a=xy'])
})

test('[GEO3] (T-PII-01) who somebody is is never read, and of what others made there is nothing', async () => {
  const persons = {
    first_name: '张三',
    last_name: '李',
    email: 'zhang@example.com',
    phone: '13800001234',
    device_id: 'd-17',
  }
  await send({ ...persons, media_url: 'https://example.com/a.jpg' })
  const stored = JSON.stringify([city.engine.thing('snap/SP20261123-1'), city.audit])
  for (const secret of [...Object.values(persons), 'example.com']) expect(stored).not.toContain(secret)
  const rider = city.as(['reporter'])
  const { body } = await rider.post('/api/snaps', {
    ...{ action: 'georep-rider', area: TOWN, category: '环境卫生', text: '三楼住户乱倒垃圾' },
  })
  expect((await read(`requests/${body.snap.id}.json`)).status).toBe(404)
  const all = await read('requests.json')
  expect(all.body.map((each: { service_request_id: string }) => each.service_request_id)).toEqual([
    'SP20261123-1',
  ])
})

test.each(['', 'wrong', KEY.slice(1)])(
  '[GEO4] (T-AUTH-01) with the key %o nothing is told or taken',
  async key => {
    const wrong = { api_key: key }
    const answers = [
      await send(wrong),
      await read('requests.json', wrong),
      await read('discovery.json', wrong),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
    expect(answers[0]?.body).toEqual([{ code: 403, description: expect.stringContaining('api_key') }])
    expect(city.audit).toEqual([])
  },
)

test('[GEO4] while the house set none nobody is let in, whatever he sends', async () => {
  city.lock()
  for (const key of ['', KEY, 'undefined']) expect((await send({ api_key: key })).status).toBe(403)
})

test.each([
  ['no service', { service_code: 'x' }, 404, 'service_code'],
  ['no words', { description: ' ' }, 400, 'description'],
  ['no place', { address_string: '' }, 400, 'address_string'],
  ['half a point', { lat: '41.2' }, 400, 'lat and long'],
  ['a point that is none', { lat: '141.2', long: '123' }, 400, 'lat and long'],
  ['too many words', { description: 'x'.repeat(501) }, 400, 'description'],
  ['an area that is none', { 'attribute[area]': '999999' }, 400, 'attribute[area]'],
])('[GEO5] %s is said by the name of the field', async (_, over, status, name) => {
  const answer = await send(over)
  expect(answer).toMatchObject({
    status,
    body: [{ code: status, description: expect.stringContaining(name) }],
  })
  expect(city.audit).toEqual([])
})

test('[GEO5] of what is not there and what cannot be read as well, in XML where that is asked for', async () => {
  expect((await read('requests/SP19990101-1.json')).status).toBe(404)
  expect((await read('services/none.json')).status).toBe(404)
  expect((await read('services.pdf')).status).toBe(404)
  expect((await read('requests.json', { start_date: 'yesterday' })).status).toBe(400)
  const { status, body } = await send({ description: '' }, 'xml')
  expect([status, pathsIn(body as string)]).toEqual([
    400,
    ['errors/error/code=400', 'errors/error/description=description: say what is wrong'],
  ])
})
