import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('[CITY9] without any variable the pretend city has all it needs', () => {
  const settings = readSettings({})
  expect(settings.clock).toEqual({ type: 'real' })
  expect(settings.folder).toBe('data/upstreams')
  expect(settings.serverUrl).toBe('http://127.0.0.1:4000')
  expect([settings.controlPort, settings.portOf('hotline'), settings.portOf('gcproj')]).toEqual([
    4100, 4101, 4102,
  ])
  expect(settings.secret('HOTLINE_HMAC')).not.toBe('')
})

test('[CITY9] variables say otherwise', () => {
  const settings = readSettings({
    CITY_CLOCK: '2026-11-01T06:00:00@60',
    CITY_CLOCK_ANCHOR: '1790000000000',
    MOCK_SEED: 'another',
    DATA_DIR: '/var/lib/city',
    MOCK_PORT: '0',
    SERVER_URL: 'http://127.0.0.1:8080/',
    HOTLINE_HMAC: 'theirs',
    MOCK_GOVSVC_PERCENT: '20',
  })
  expect(settings.clock).toEqual({ type: 'moved', start: Date.parse('2026-11-01T06:00:00+08:00'), speed: 60 })
  expect(settings.anchor).toBe(1_790_000_000_000)
  expect(settings.folder).toBe('/var/lib/city/upstreams')
  expect(settings.portOf('hotline')).toBe(0)
  expect(settings.serverUrl).toBe('http://127.0.0.1:8080')
  expect(settings.secret('HOTLINE_HMAC')).toBe('theirs')
  expect([settings.hallVolume, readSettings({}).hallVolume]).toEqual([0.2, 1])
})

test.each([
  ['CITY_CLOCK', 'yesterday'],
  ['CITY_CLOCK', '2026-11-01@100000'],
  ['CITY_CLOCK_ANCHOR', 'now'],
  ['MOCK_PORT', '70000'],
  ['SERVER_URL', 'nowhere'],
  ['MOCK_IOT_RATE', '9'],
  ['MOCK_IOT_RATE', '751'],
  ['MOCK_GOVSVC_PERCENT', '0'],
  ['MOCK_GOVSVC_PERCENT', '101'],
  ['MOCK_MQTT_URL', 'http://127.0.0.1'],
])('[CITY9] %s=%s is refused by name', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(`${name}='${value}'`)
})
