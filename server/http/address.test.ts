import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { rangesOf } from '../net/ranges.ts'
import { addressOf, hostOf, isSecure } from './address.ts'

const PROXIES = rangesOf(['10.0.0.0/24', 'fd00::/64'])

const request = (remoteAddress: string, headers: IncomingMessage['headers'] = {}, encrypted?: boolean) =>
  ({ headers, socket: { remoteAddress, encrypted } }) as unknown as IncomingMessage
const from = (remote: string, forwarded?: string) =>
  addressOf(request(remote, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }), PROXIES)

test('[NET5] (T-HTTP-02) only a proxy of ours may say for whom it asks', () => {
  expect(from('192.168.1.9')).toBe('192.168.1.9')
  expect(from('::ffff:192.168.1.9')).toBe('192.168.1.9')
  expect(from('192.168.1.9', '1.2.3.4')).toBe('192.168.1.9')
  expect(from('10.0.0.5', '1.2.3.4')).toBe('1.2.3.4')
  expect(from('::ffff:10.0.0.5', '2001:DB8::1')).toBe('2001:db8::1')
  expect(from('10.0.0.5')).toBe('10.0.0.5')
})

test('[NET5] (T-HTTP-02) what a client wrote before our proxies did counts for nothing', () => {
  expect(from('10.0.0.5', '127.0.0.1, 1.2.3.4')).toBe('1.2.3.4')
  expect(from('10.0.0.5', '127.0.0.1, 1.2.3.4, 10.0.0.6')).toBe('1.2.3.4')
  expect(from('10.0.0.5', '10.0.0.9, 10.0.0.6')).toBe('10.0.0.9')
  expect(from('10.0.0.5', 'unknown, 10.0.0.6')).toBe('10.0.0.6')
  expect(from('10.0.0.5', 'x')).toBe('10.0.0.5')
  expect(from('10.0.0.5', '1.2.3.4:5678')).toBe('1.2.3.4')
  expect(from('fd00::1', '[2001:db8::7]:443')).toBe('2001:db8::7')
  expect(from('', '1.2.3.4')).toBe('')
})

test('[NET5] (T-HTTP-02) nor may anybody else say by what name or by which protocol it came', () => {
  const told = { host: 'inner:4000', 'x-forwarded-host': 'City.example', 'x-forwarded-proto': 'https' }
  expect(hostOf(request('10.0.0.5', told), PROXIES)).toBe('city.example')
  expect(hostOf(request('192.168.1.9', told), PROXIES)).toBe('inner:4000')
  expect(isSecure(request('10.0.0.5', told), PROXIES)).toBe(true)
  expect(isSecure(request('192.168.1.9', told), PROXIES)).toBe(false)
  expect(isSecure(request('192.168.1.9', {}, true), PROXIES)).toBe(true)
  expect(isSecure(request('10.0.0.5', { ...told, 'x-forwarded-proto': 'https, http' }), PROXIES)).toBe(false)
})
