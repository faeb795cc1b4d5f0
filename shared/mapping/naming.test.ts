import { describe, expect, test } from 'vitest'
import { at, bare, compiled, head, recordOf } from './mapping.fixture.ts'

const quarantined = (document: unknown, record: unknown, changes = {}) => {
  const mapped = compiled(document, changes)(record)
  if (mapped.ok) throw new Error('it was accepted')
  return mapped.quarantined
}

describe('ids and parts', () => {
  const idOf = (id: unknown, record: object, more: object = {}) =>
    recordOf(compiled({ ...bare, ...more, id })({ ...head, ...record })).id

  test('[MAP9] an id is the source and what the upstream calls it', () => {
    expect(idOf({ from: 'no' }, { no: 20261122 })).toBe('test/20261122')
    expect(idOf({ from: ['no', 'id'] }, {})).toBe('test/A1')
    expect(idOf({ join: ['a.b', 'c'] }, { a: { b: 'x' }, c: 2 })).toBe('test/x/2')
    const fields = { month: { from: 'm', as: 'month' }, name: { from: 'n', as: 'text' } }
    const more = { fields, area: [{ district: 'd' }] }
    expect(
      idOf({ fields: ['name', 'month', 'area'] }, { m: '2026年10月', n: 'GDP', d: '白塔区' }, more),
    ).toBe('test/GDP/2026-10/211002')
    expect(idOf({ fields: ['name', 'month', 'area'] }, { m: 202610, n: 'GDP' }, more)).toBe(
      'test/GDP/2026-10/',
    )
  })

  test('[MAP9] without an id the record is refused', () => {
    expect(quarantined(bare, { at: head.at })).toMatchObject({
      reason: 'no value',
      blame: 'upstream',
      path: 'id',
    })
    expect(quarantined({ ...bare, id: { join: ['id', 'x'] } }, head)).toMatchObject({
      reason: 'no value',
      path: 'x',
    })
    expect(
      quarantined({ ...bare, id: { fields: ['x'] }, fields: { x: { from: 'y', as: 'text' } } }, head),
    ).toMatchObject({ reason: 'no value', path: 'x' })
    expect(() => compiled({ ...bare, id: { fields: ['nothing'] } })).toThrow(
      '/id/fields there is no field nothing',
    )
  })

  test('[MAP12] a part is named by the mapping or by the record', () => {
    const partOf = (part: unknown, record: object = {}) =>
      recordOf(compiled({ ...bare, part })({ ...head, ...record })).part
    expect([
      partOf(undefined),
      partOf({ const: 'result' }),
      partOf({ from: 'no', prefix: 'step:' }, { no: 7 }),
    ]).toEqual(['main', 'result', 'step:7'])
    expect(quarantined({ ...bare, part: { from: 'no', prefix: 'step:' } }, head)).toMatchObject({
      reason: 'no value',
      path: 'no',
    })
    expect(partOf({ from: 'no', prefix: 'step:' }, { no: '__proto__' })).toBe('step:__proto__')
  })

  test('[MAP12] a version is a whole number, 0 without one', () => {
    const versionOf = (v: unknown) =>
      recordOf(compiled({ ...bare, version: { from: 'v' } })({ ...head, v })).version
    expect([versionOf(3), versionOf('０４'), versionOf(null), versionOf('')]).toEqual([3, 4, 0, 0])
    for (const v of [-1, '1.5', 'x'])
      expect(quarantined({ ...bare, version: { from: 'v' } }, { ...head, v })).toMatchObject({
        path: 'v',
        reason: expect.stringMatching(/^not a whole number/),
      })
  })
})

describe('operations', () => {
  const exchange = {
    ...bare,
    op: { from: 'cd_operation', table: { I: 'put', U: 'put', D: 'drop' } },
    event: { from: 'event' },
    area: [{ district: 'd' }],
    fields: { title: { from: 'title', as: 'text', required: true } },
  }

  test('[MAP10] I and U put, D drops and needs no fields', () => {
    const whole = { ...head, event: '2026-11-22 08:00:00', d: '白塔区', title: 'x' }
    expect(recordOf(compiled(exchange)({ ...whole, cd_operation: 'U' }))).toMatchObject({
      op: 'put',
      area: '211002',
    })
    expect(recordOf(compiled(exchange)(whole))).toMatchObject({ op: 'put' })
    for (const record of [
      { ...head, cd_operation: 'D' },
      { ...whole, cd_operation: 'D' },
    ]) {
      expect(recordOf(compiled(exchange)(record))).toMatchObject({
        op: 'drop',
        id: 'test/A1',
        at: at('2026-11-22T09:00:00'),
        event: at('2026-11-22T09:00:00'),
        area: '',
        fields: {},
        flags: [],
      })
    }
  })

  test('[MAP10] an id made of fields is made of them for a dropped record, too', () => {
    const document = { ...exchange, id: { fields: ['title', 'area'] } }
    const dropped = recordOf(
      compiled(document)({ ...head, cd_operation: 'D', title: 'x', d: '白塔区', event: head.at }),
    )
    expect(dropped).toMatchObject({ op: 'drop', id: 'test/x/211002', area: '', fields: {} })
  })

  test("[MAP10] an unknown operation is the mapping's fault", () => {
    for (const code of ['X', 'toString', '__proto__']) {
      expect(quarantined(exchange, { ...head, cd_operation: code })).toMatchObject({
        blame: 'mapping',
        path: 'cd_operation',
        reason: 'unknown operation: its code is not in the table of op',
      })
    }
  })
})
