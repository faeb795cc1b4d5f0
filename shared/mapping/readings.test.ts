import { expect, test } from 'vitest'
import { at, compiled, faultsOf, NOW, readingsOf } from './mapping.fixture.ts'

const station = {
  readings: {
    device: { from: 'topic.device' },
    at: { from: 'ts' },
    area: [{ code: 'topic.area' }],
    values: {
      supplyT: { from: 'v.supply', as: 'decimal', scale: 10 },
      flow: { from: 'v.flow', as: 'decimal', unit: '吨', scale: 100 },
      open: { from: 'v.open', as: 'boolean' },
    },
  },
}
const raw = {
  topic: { device: 'H-1', area: '211002001' },
  ts: NOW / 1000 - 60,
  v: { supply: 45.25, flow: '12.345', open: true },
}

test('[MAP37] a message becomes one reading of whole numbers', () => {
  expect(readingsOf(compiled(station)(raw))).toEqual({
    type: 'readings',
    kind: 'thing',
    readings: [
      {
        device: 'test/H-1',
        at: NOW - 60_000,
        area: '211002001',
        values: { supplyT: 452, flow: 1234, open: 1 },
      },
    ],
  })
})

test('[MAP37] null is "asked, no answer" (A9)', () => {
  const [reading] = readingsOf(compiled(station)({ ...raw, v: { supply: '—', open: 0 } })).readings
  expect(reading!.values).toEqual({ supplyT: null, flow: null, open: 0 })
})

test('[MAP37] a device without a name, a time that cannot be or a value that cannot be read refuses the message (A10)', () => {
  const map = compiled(station)
  const refusals = [
    [{ ...raw, topic: {} }, 'topic.device', 'no value'],
    [{ ...raw, ts: 12345 }, 'ts', 'not a time: 12345'],
    [{ ...raw, ts: '1970-01-01 00:00:00' }, 'ts', 'impossible time: “1970-01-01 00:00:00”'],
    [{ ...raw, ts: '2099-01-01 00:00:00' }, 'ts', 'impossible time: “2099-01-01 00:00:00”'],
    [{ ...raw, v: { supply: 'x' } }, 'v.supply', 'not a number: “x”'],
  ] as const
  for (const [record, path, reason] of refusals)
    expect(map(record)).toMatchObject({ quarantined: { path, reason, blame: 'upstream' } })
  expect(map({ ...raw, ts: NOW + 600_000 })).toMatchObject({
    ok: true,
    flags: ['future'],
    fact: { readings: [{ at: NOW }] },
  })
})

test('[MAP37] a message that names its measure fills that one', () => {
  const single = {
    readings: {
      ...station.readings,
      measure: { from: 'topic.measure' },
      values: {
        supplyT: { from: 'value', as: 'decimal', scale: 10 },
        pressure: { from: 'value', as: 'decimal', unit: 'MPa', to: 'kPa' },
      },
    },
  }
  const map = compiled(single)
  const valuesOf = (measure: string, value: unknown) =>
    readingsOf(map({ ...raw, topic: { ...raw.topic, measure }, value })).readings[0]!.values
  expect(valuesOf('supplyT', 45.2)).toEqual({ supplyT: 452 })
  expect(valuesOf('pressure', '0.6')).toEqual({ pressure: 600 })
  expect(valuesOf('pressure', '—')).toEqual({ pressure: null })
  for (const measure of ['humidity', 'toString', '']) {
    expect(map({ ...raw, topic: { ...raw.topic, measure } })).toMatchObject({
      quarantined: {
        blame: 'mapping',
        path: 'topic.measure',
        reason: expect.stringMatching(/^unknown measure/),
      },
    })
  }
})

test('[MAP52] (A16) what a source does not call good is asked without an answer, whatever stands beside it', () => {
  const quality = { from: 'quality', good: ['good', '192'] }
  const values = { supplyT: { from: 'value', as: 'decimal', scale: 10 } }
  const single = { readings: { ...station.readings, quality, measure: { from: 'topic.measure' }, values } }
  const whole = { readings: { ...station.readings, quality, values } }
  for (const document of [single, whole]) {
    const map = compiled(document)
    const valuesOf = (said: object) =>
      readingsOf(map({ ...raw, topic: { ...raw.topic, measure: 'supplyT' }, ...said })).readings[0]!.values
    for (const good of [{ quality: 'good' }, { quality: 192 }, {}, { quality: null }])
      expect(valuesOf({ value: 45.2, ...good })).toEqual({ supplyT: 452 })
    for (const bad of ['bad', 0, 'GOOD', true])
      expect(valuesOf({ value: 'Bad', quality: bad })).toEqual({ supplyT: null })
  }
  expect(
    compiled(single)({ ...raw, topic: { ...raw.topic, measure: 'humidity' }, quality: 'bad' }),
  ).toMatchObject({
    quarantined: { reason: expect.stringMatching(/^unknown measure/) },
  })
})

test('[MAP37] a position becomes two measures in millionths of a degree (A11)', () => {
  const gps = {
    readings: {
      device: { from: 'id' },
      at: { from: 't' },
      values: { speed: { from: 's', as: 'decimal' } },
      position: { lon: 'x', lat: 'y', as: 'point', crs: 'wgs84' },
    },
  }
  const map = compiled(gps)
  const fix = { id: '辽K-1', t: at('2026-11-22T09:59:50'), s: 31.4, x: 123.1720001, y: 41.267 }
  expect(readingsOf(map(fix)).readings[0]!.values).toEqual({ speed: 31, lat: 41_267_000, lon: 123_172_000 })
  expect(map({ ...fix, x: 0, y: 0 })).toMatchObject({
    flags: ['coordFixed'],
    fact: { readings: [{ values: { speed: 31, lat: null, lon: null } }] },
  })
  expect(faultsOf({ readings: { ...gps.readings, position: { from: 'x', as: 'text' } } })).toEqual([
    { path: '/readings/position', message: 'must be a point' },
  ])
  expect(faultsOf({ readings: { ...gps.readings, values: { lat: { from: 'y', as: 'integer' } } } })).toEqual([
    { path: '/readings/values', message: 'lon and lat come from the position' },
  ])
})

test('[MAP37] values are checked by the kind as part `reading`; a measure that is no number is a fault', () => {
  const check = (values: object, part: string) => ({
    path: 'supplyT',
    reason: `${part} ${Object.keys(values).join()}`,
  })
  expect(compiled(station, { check })(raw)).toMatchObject({
    quarantined: {
      blame: 'mapping',
      path: 'supplyT',
      reason: 'does not fit the kind: supplyT: reading flow,open,supplyT',
    },
  })
  expect(
    faultsOf({ readings: { ...station.readings, values: { name: { from: 'n', as: 'text' } } } }),
  ).toEqual([{ path: '/readings/values/name', message: 'must be integer, decimal, boolean, duration' }])
})
