import { expect, test } from 'vitest'
import { ConfigError } from '../config-error.ts'
import { isByTlsOnly, isOnLoopback, readReached } from './reached.ts'

const TLS = { TLS_CERT: '/etc/c.pem', TLS_KEY: '/etc/k.pem' }
const ORIGIN = { PUBLIC_ORIGINS: 'https://city.example' }

test('[CFG2] without a word only this machine reaches it; beyond it only with TLS of its own or of a named proxy', () => {
  expect([isOnLoopback(readReached({})), isByTlsOnly(readReached({}))]).toEqual([true, false])
  const open = [
    { HOST: '0.0.0.0', ...TLS, ...ORIGIN },
    { HOST: '::', TRUSTED_PROXIES: '10.0.0.5, fd00::/64', ...ORIGIN },
    { TRUSTED_PROXIES: '127.0.0.1', ...ORIGIN },
  ]
  for (const environment of open) {
    const reached = readReached(environment)
    expect([isOnLoopback(reached), isByTlsOnly(reached)], JSON.stringify(environment)).toEqual([false, true])
  }
  const own = readReached({ HOST: '127.0.0.1,::1', ...TLS })
  expect([isOnLoopback(own), isByTlsOnly(own), own.addresses]).toEqual([true, true, ['127.0.0.1', '::1']])
  expect(
    readReached({ ...ORIGIN, PUBLIC_ORIGINS: 'https://City.example/, https://10.1.2.3:8443' }).origins,
  ).toEqual(['https://city.example', 'https://10.1.2.3:8443'])
})

test.each<readonly [Parameters<typeof readReached>[0], RegExp]>([
  [{ HOST: '0.0.0.0' }, /set TLS_CERT and TLS_KEY .* or TRUSTED_PROXIES/],
  [{ HOST: '127.0.0.1,10.1.2.3', ...ORIGIN }, /set TLS_CERT and TLS_KEY/],
  [{ HOST: '::', ...TLS }, /PUBLIC_ORIGINS must be set/],
  [{ TRUSTED_PROXIES: '127.0.0.1' }, /PUBLIC_ORIGINS must be set/],
  [{ HOST: '::', TLS_CERT: '/etc/c.pem', ...ORIGIN }, /TLS_CERT and TLS_KEY must be set together/],
  [{ HOST: 'city.example', ...TLS, ...ORIGIN }, /HOST="city.example" must be an IP address/],
  [{ HOST: '[::1]' }, /HOST/],
  [{ HOST: ' , ' }, /HOST/],
  [{ HOST: '127.0.0.1.example.com' }, /HOST/],
  [{ TRUSTED_PROXIES: 'nginx', ...ORIGIN }, /TRUSTED_PROXIES="nginx" must be addresses and ranges/],
  [{ TRUSTED_PROXIES: '10.0.0.0/33', ...ORIGIN }, /TRUSTED_PROXIES/],
  ...[
    'http://city.example',
    'https://city.example/desk',
    'city.example',
    'https://a:b@city.example',
    '*',
    'null',
  ].map(each => [{ PUBLIC_ORIGINS: each }, /PUBLIC_ORIGINS="/] as const),
])('[CFG1] [CFG2] %o is refused, and it is said what to set', (environment, message) => {
  expect(() => readReached(environment)).toThrow(ConfigError)
  expect(() => readReached(environment)).toThrow(message)
})
