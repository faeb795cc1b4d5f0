import { afterEach, expect, test, vi } from 'vitest'
import { backFrom, get, post, type Refusal } from './asking.ts'
import { mayAdminister, sectionsOf } from './sections.ts'
import type { Who } from '../../shared/people/wire.ts'

afterEach(() => vi.unstubAllGlobals())

const answering = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', vi.fn(answer))
const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  try {
    await work
  } catch (error) {
    return error as Refusal
  }
  throw new Error('it was not refused')
}

test('[ACCT4] (T-HTTP-02) only a path of this server leads back', () => {
  for (const good of ['/desk', '/desk/overview/211002', '/work/ab-1', '/admin/people', '/account'])
    expect(backFrom(`?back=${encodeURIComponent(good)}`)).toBe(good)
  for (const bad of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/wall',
    '/deskx',
    'javascript:1',
    '',
  ])
    expect(backFrom(`?back=${encodeURIComponent(bad)}`)).toBe('/desk')
})

test('[ACCT5] what did not answer, and what answered with another page, is said as that', async () => {
  answering(() => Promise.reject(new TypeError('Failed to fetch')))
  expect((await refusal(get('/api/x'))).code).toBe('offline')
  answering(() => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 })))
  expect((await refusal(get('/api/x'))).code).toBe('failed')
  answering(() =>
    Promise.resolve(Response.json({ code: 'stale', error: 'it changed', current: 7 }, { status: 409 })),
  )
  const { code, message, told } = await refusal(post('/api/x'))
  expect([code, message, told['current']]).toEqual(['stale', 'it changed', 7])
  answering(() => Promise.resolve(new Response(null, { status: 204 })))
  expect(await post('/api/x')).toEqual({})
})

test('[ADM1] (T-RBAC-01) a section is there for whoever may look at it', () => {
  const who = (...permissions: string[]) => ({ person: { permissions } }) as unknown as Who
  expect(sectionsOf(who('audit.view', 'people.view'))).toEqual(['people', 'audit'])
  expect([mayAdminister(who('city.view')), mayAdminister(null)]).toEqual([false, false])
})
