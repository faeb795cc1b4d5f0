import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import { cityForTests, type TestOptions } from '../city-for-tests.ts'
import { createGcproj } from './gcproj.ts'
import { createGcprojModel } from './model.ts'
import { projectJson, type ProjectJson } from './wire.ts'

const START = '2026-11-23T10:24:00+08:00'
const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

interface Page {
  readonly total: number
  readonly pages: number
  readonly projects: readonly ProjectJson[]
}

/** The truth hangs on the seed alone, so the quiet systems of these tests share it. */
const quietCity = cityForTests({ at: START })
afterAll(quietCity.remove)
const quiet = createGcprojModel(quietCity)

async function system({ secret = '', ...options }: Partial<TestOptions> & { secret?: string } = {}) {
  const city = cityForTests({ at: START, ...options })
  const model = options.rates === undefined ? quiet : createGcprojModel(city)
  const upstream = createGcproj(city, { port: 0, secret }, model)
  const running = await upstream.start()
  open.push(city.remove, running.stop)
  const ask = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${running.address}?${query}`, { headers })
  const page = async (query: string) => (await (await ask(query)).json()) as Page
  const all = async (query: string) => {
    const first = await page(`${query}&page=1&size=100`)
    const rest: Page[] = []
    for (let n = 2; n <= first.pages; n++) {
      await city.clock.advance(city.clock.now() + 1000)
      rest.push(await page(`${query}&page=${n}&size=100`))
    }
    return [first, ...rest].flatMap(each => each.projects)
  }
  return { city, model, upstream, running, ask, all, page }
}

describe('[GCP6] asking for changes', () => {
  test('[GCP6] all pages together are all projects, as they stood when page 1 was asked for', async () => {
    const { city, model, all } = await system()
    const at = city.clock.now()
    const told = new Map((await all('')).map(p => [p.code, JSON.stringify(p)]))
    const truth = model.truth(at)
    const telling = { at, anomalies: city.anomalies }
    expect(told.size).toBe(truth.length)
    expect(truth.filter(s => told.get(s.project.code) !== JSON.stringify(projectJson(s, telling)))).toEqual(
      [],
    )
  })

  test('[GCP6] polling from the last change on keeps a copy that equals the truth', async () => {
    const { city, model, all } = await system()
    const copy = new Map<string, ProjectJson>()
    let since = ''
    let told = 0
    for (let t = 0; t <= 8 * HOUR; t += 20 * MINUTE) {
      await city.clock.advance(Date.parse(START) + t)
      const query = since === '' ? '' : `updatedSince=${encodeURIComponent(since)}`
      for (const project of await all(query)) {
        copy.set(project.code, project)
        since = project.updatedAt > since ? project.updatedAt : since
        told++
      }
    }
    const at = city.clock.now()
    const telling = { at, anomalies: city.anomalies }
    const wrong = model
      .truth(at)
      .filter(s => JSON.stringify(copy.get(s.project.code)) !== JSON.stringify(projectJson(s, telling)))
    expect(told - copy.size).toBeGreaterThan(20)
    expect(wrong).toEqual([])
  })

  test('[GCP6] nonsense in the question is refused', async () => {
    const { ask } = await system()
    for (const query of ['page=0', 'size=101', 'size=x', 'updatedSince=soon'])
      expect((await ask(query)).status).toBe(400)
  })
})

describe('[GCP7] the manners of the protocol', () => {
  test('[GCP7] an unchanged answer is 304, a changed one has another ETag', async () => {
    const { city, ask } = await system()
    const query = `updatedSince=${encodeURIComponent('2026-11-22T00:00:00+08:00')}`
    const etag = (await ask(query)).headers.get('etag')!
    expect((await ask(query, { 'if-none-match': etag })).status).toBe(304)
    await city.clock.advance(Date.parse(START) + 6 * HOUR)
    const later = await ask(query, { 'if-none-match': etag })
    expect(later.status).toBe(200)
    expect(later.headers.get('etag')).not.toBe(etag)
  })

  test('[GCP7] who asks too fast gets 429 with Retry-After, and is heard again after it', async () => {
    const { city, ask } = await system()
    const asked = await Promise.all(Array.from({ length: 80 }, () => ask('size=1')))
    const refused = asked.filter(response => response.status === 429)
    expect(refused).toHaveLength(20)
    const wait = Number(refused[0]!.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    await city.clock.advance(city.clock.now() + wait * 1000)
    expect((await ask('size=1')).status).toBe(200)
  })

  test('[GCP7] with a secret it wants a token, and the token expires', async () => {
    const { city, ask, running } = await system({ secret: 'of the tests' })
    const login = (client_secret: string) =>
      fetch(running.address.replace('/projects', '/token'), {
        method: 'POST',
        body: new URLSearchParams({ client_secret }),
      })
    expect((await ask('size=1')).status).toBe(401)
    expect((await login('wrong')).status).toBe(401)
    const issued = (await (await login('of the tests')).json()) as {
      access_token: string
      expires_in: number
    }
    const headers = { authorization: `Bearer ${issued.access_token}` }
    expect((await ask('size=1', headers)).status).toBe(200)
    expect((await ask('size=1', { authorization: 'Bearer 9999999999999.forged' })).status).toBe(401)
    await city.clock.advance(city.clock.now() + issued.expires_in * 1000)
    expect((await ask('size=1', headers)).status).toBe(401)
  })

  test('[GCP10] A15: an outage cuts connections, an upgrade renames a field', async () => {
    const { upstream, ask, page } = await system()
    upstream.outage(true)
    await expect(ask('size=1')).rejects.toThrow()
    upstream.outage(false)
    upstream.upgrade!(true)
    const items = (await page('size=5')).projects.flatMap(
      p => p.items as unknown as Record<string, unknown>[],
    )
    expect(items.every(item => 'finishTime' in item && !('doneAt' in item))).toBe(true)
    upstream.upgrade!(false)
    const again = (await page('size=5')).projects.flatMap(p => p.items)
    expect(again.every(item => 'doneAt' in item)).toBe(true)
  })
})

describe('[GCP10] anomalies', () => {
  const odd = (items: ProjectJson['items']) =>
    items.filter(i => i.doneAt !== null && i.startAt !== null && i.doneAt < i.startAt)

  test('[GCP10] A14 and A5 occur near their rates', async () => {
    const { all, model, city } = await system({ rates: { A14: 0.04, A5: 0.1 } })
    const items = (await all('')).flatMap(p => p.items)
    const done = items.filter(i => i.state === 'done')
    expect(odd(items).length / done.length).toBeGreaterThan(0.03)
    expect(odd(items).length / done.length).toBeLessThan(0.05)
    const lives = model.projects(city.clock.now()).flatMap(p => p.lives)
    const corrected = lives.filter(life => life.corrected !== null).length / lives.length
    expect(corrected).toBeGreaterThan(0.09)
    expect(corrected).toBeLessThan(0.11)
  })

  test('[GCP10] A3 tells an end before its beginning, for an hour', async () => {
    const { city, all } = await system({ rates: { A3: 1 } })
    const early = (list: readonly ProjectJson[]) =>
      list.flatMap(p => p.items).filter(i => i.state === 'done' && i.startAt === null)
    await city.clock.advance(Date.parse('2026-11-23T16:30:00+08:00'))
    const since = `updatedSince=${encodeURIComponent('2026-11-23T15:00:00+08:00')}`
    const now = early(await all(since)).map(i => i.itemId)
    expect(now.length).toBeGreaterThan(0)
    await city.clock.advance(Date.parse('2026-11-23T18:00:00+08:00'))
    const later = new Set(early(await all(since)).map(i => i.itemId))
    expect(now.filter(id => later.has(id))).toEqual([])
  })

  test('[GCP10] with all off every item that is done has a beginning before its end', async () => {
    const { all } = await system()
    const items = (await all('')).flatMap(p => p.items)
    expect(odd(items)).toEqual([])
    expect(items.filter(i => i.state === 'done' && (i.startAt === null || i.doneAt === null))).toEqual([])
  })
})
