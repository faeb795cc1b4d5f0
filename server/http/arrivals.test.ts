import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { createArrivals, ON_LOOPBACK, type Arrivals } from './arrivals.ts'

interface Asking {
  readonly from?: string
  readonly method?: string
  readonly url?: string
  readonly encrypted?: boolean
  readonly headers?: IncomingMessage['headers']
}

const request = ({ from = '10.1.1.1', method = 'GET', url = '/desk', encrypted, headers = {} }: Asking) =>
  ({ method, url, headers, socket: { remoteAddress: from, encrypted } }) as unknown as IncomingMessage
const outcome = (arrivals: Arrivals, asking: Asking) => arrivals.turnedAway(request(asking))?.code ?? 'in'

const ORIGINS = ['https://city.example', 'https://10.1.2.3:4000']
const certificate = { cert: 'c', key: 'k' }
const own = createArrivals({ addresses: ['::'], certificate, proxies: [], origins: ORIGINS })
const behind = createArrivals({
  addresses: ['::'],
  certificate: null,
  proxies: ['10.0.0.5'],
  origins: ORIGINS,
})

test('[NET6] (T-HTTP-02) only names that were set are answered to, and loopback names on loopback alone', () => {
  const named = (host: string, from: string) => outcome(own, { from, encrypted: true, headers: { host } })
  for (const host of ['city.example', 'CITY.example', '10.1.2.3:4000'])
    expect(named(host, '10.1.1.1')).toBe('in')
  for (const host of ['evil.example', 'city.example:4000', '10.1.2.3', 'localhost', '127.0.0.1:4000', ''])
    expect(named(host, '10.1.1.1'), host).toBe('name')
  for (const host of ['localhost', '127.0.0.1:4000', '[::1]:4000'])
    expect([named(host, '127.0.0.1'), named(host, '::1'), named(host, '::ffff:127.0.0.1')]).toEqual([
      'in',
      'in',
      'in',
    ])
  expect(outcome(ON_LOOPBACK, { from: '127.0.0.1', headers: { host: 'evil.example' } })).toBe('name')
  // Somebody put a proxy before it and did not say so: then nobody is of this machine.
  const proxied = { host: 'localhost', 'x-forwarded-for': '10.1.1.1' }
  expect(outcome(ON_LOOPBACK, { from: '127.0.0.1', headers: proxied })).toBe('name')
  for (const url of ['/livez', '/readyz'])
    expect(outcome(behind, { from: '10.0.0.5', url, headers: { host: '10.0.0.9:4000' } })).toBe('in')
})

test('[NET7] beyond loopback nothing is answered without TLS, of our own or of a named proxy', () => {
  const told = { host: 'city.example', 'x-forwarded-for': '10.1.1.1', 'x-forwarded-proto': 'https' }
  expect(outcome(behind, { from: '10.0.0.5', headers: told })).toBe('in')
  expect(outcome(behind, { from: '10.0.0.6', headers: told })).toBe('plain')
  expect(outcome(behind, { from: '10.0.0.5', headers: { ...told, 'x-forwarded-proto': 'http' } })).toBe(
    'plain',
  )
  expect(outcome(behind, { from: '10.0.0.5', headers: { host: 'city.example' } })).toBe('plain')
  expect(outcome(behind, { from: '127.0.0.1', headers: { host: 'localhost:4000' } })).toBe('in')
  expect(outcome(own, { headers: { host: 'city.example' } })).toBe('plain')
  // A proxy on the same machine that says nothing of whom it asks for.
  const beside = createArrivals({
    addresses: ['127.0.0.1'],
    certificate: null,
    proxies: ['127.0.0.1'],
    origins: ORIGINS,
  })
  expect(outcome(beside, { from: '127.0.0.1', headers: { host: 'localhost:4000' } })).toBe('name')
  expect([own.isTls, behind.isTls, ON_LOOPBACK.isTls]).toEqual([true, true, false])
})

test('[NET10] (T-CSRF-01) what changes something is asked by our own pages or by what is no browser', () => {
  const host = 'city.example'
  const asked = (method: string, headers: IncomingMessage['headers']) =>
    outcome(own, { method, encrypted: true, headers: { host, ...headers } })
  for (const method of ['POST', 'PUT', 'DELETE']) {
    expect(asked(method, {})).toBe('in')
    expect(asked(method, { origin: 'https://city.example', 'sec-fetch-site': 'same-origin' })).toBe('in')
    for (const origin of [
      'https://evil.example',
      'null',
      'https://city.example.evil.example',
      'https://10.1.2.3:4000',
    ])
      expect(asked(method, { origin }), origin).toBe('foreign')
    for (const site of ['cross-site', 'same-site'])
      expect(asked(method, { origin: 'https://city.example', 'sec-fetch-site': site }), site).toBe('foreign')
  }
  expect(asked('GET', { 'sec-fetch-site': 'cross-site' })).toBe('in')
  for (const method of ['TRACE', 'TRACK', 'CONNECT', 'OPTIONS', 'PATCH', 'PROPFIND', ''])
    expect(asked(method, {}), method).toBe('method')
})

test('[LIVE12] [NET10] (T-CSRF-01) a socket is for our own pages under our own names, by TLS', () => {
  const may = (arrivals: Arrivals, headers: IncomingMessage['headers'], encrypted = true) =>
    arrivals.mayOpenSocket(request({ encrypted, headers: { host: 'city.example', ...headers } }))
  expect([may(own, {}), may(own, { origin: 'https://city.example' })]).toEqual([true, true])
  expect(may(own, { origin: 'https://evil.example' })).toBe(false)
  expect(may(own, { origin: 'null' })).toBe(false)
  expect(may(own, { origin: 'https://city.example', 'sec-fetch-site': 'cross-site' })).toBe(false)
  expect(may(own, { host: 'evil.example' })).toBe(false)
  expect(may(own, {}, false)).toBe(false)
})
