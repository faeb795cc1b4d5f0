import { describe, expect, test } from 'vitest'
import { canonical, digest } from '../model/digest.ts'
import { maskRecord } from './masking/record.ts'
import { at, bare, compiled, head, NOW, recordOf } from './mapping.fixture.ts'

const quarantined = (document: unknown, record: unknown, changes = {}) => {
  const mapped = compiled(document, changes)(record)
  if (mapped.ok) throw new Error('it was accepted')
  return mapped.quarantined
}

describe('records', () => {
  const order = {
    id: { from: 'orderNo' },
    version: { from: 'ver' },
    at: { from: 'updated' },
    event: { from: 'accepted' },
    area: [{ community: 'community' }],
    fields: {
      title: { from: 'title', as: 'text', required: true },
      kindOf: { const: 'order' },
      level: { from: ['urgency', 'level'], as: 'code', table: ['1', '2'], default: '1' },
      count: { from: 'count', as: 'integer' },
    },
  }
  const raw = {
    orderNo: 'GD1',
    ver: 3,
    updated: '2026-11-22 09:00:00',
    accepted: '2026-11-22 08:00:00',
    community: '安居社区',
    title: '暖气不热',
    count: '1,200',
  }

  test('[MAP8] a record becomes a fact, its fields in canonical order', () => {
    const fact = recordOf(compiled(order)(raw))
    expect(fact).toEqual({
      type: 'record',
      kind: 'thing',
      kindVersion: 2,
      id: 'test/GD1',
      part: 'main',
      op: 'put',
      version: 3,
      at: at('2026-11-22T09:00:00'),
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      event: at('2026-11-22T08:00:00'),
      area: '211002001001',
      flags: [],
      fields: { count: 1200, kindOf: 'order', level: '1', title: '暖气不热' },
    })
    expect(Object.keys(fact.fields)).toEqual(['count', 'kindOf', 'level', 'title'])
  })

  test('[MAP8] the hash is of the content: sent again it is the same, changed it is another', () => {
    const map = compiled(order)
    const fact = recordOf(map(raw))
    const { area, event, fields, op } = fact
    expect(fact.hash).toBe(digest(canonical({ area, event, fields, op })))
    expect(recordOf(map({ ...raw, ver: 4, updated: '2026-11-22 09:30:00', noise: 1 }, NOW + 5000)).hash).toBe(
      fact.hash,
    )
    for (const change of [
      { title: '暖气' },
      { accepted: '2026-11-22 08:00:01' },
      { community: '前杜村' },
      { count: null },
    ]) {
      expect(recordOf(map({ ...raw, ...change })).hash).not.toBe(fact.hash)
    }
  })

  test('[MAP8] rows, lists and points stand in canonical order too', () => {
    const map = compiled({
      ...bare,
      fields: {
        where: { from: 'p', as: 'point', crs: 'wgs84' },
        rows: {
          from: 'rows',
          as: 'objects',
          fields: { z: { from: 'z', as: 'integer' }, a: { from: 'a', as: 'list', of: { as: 'text' } } },
        },
      },
    })
    const { area, event, fields, op, hash } = recordOf(
      map({ ...head, p: [123.1, 41.2], rows: [{ z: 1, a: ['x'] }] }),
    )
    expect(JSON.stringify(fields)).toBe(canonical(fields))
    expect(hash).toBe(digest(canonical({ area, event, fields, op })))
  })

  test('[MAP73] `received` is when it came, and of what stood in a file when that was written, also read out of quarantine', () => {
    const map = compiled({ ...bare, at: { received: true } })
    const $at = '2026-10-31T18:02:52.800+08:00'
    expect(recordOf(map(head)).at).toBe(NOW)
    expect(recordOf(map({ ...head, $at })).at).toBe(at('2026-10-31T18:02:52.800'))
    expect(recordOf(map(maskRecord({ ...head, $at }), NOW + 5)).at).toBe(at('2026-10-31T18:02:52.800'))
    expect(recordOf(map({ ...head, $at: 'soon' })).at).toBe(NOW)
  })

  test('[MAP7] missing is null, a default stands in, a required value refuses the record', () => {
    expect(recordOf(compiled(order)({ ...raw, count: '—', urgency: '2' })).fields).toMatchObject({
      count: null,
      level: '2',
    })
    expect(quarantined(order, { ...raw, title: ' ' })).toMatchObject({
      reason: 'no value',
      blame: 'upstream',
      path: 'title',
    })
  })

  test('[MAP3] the first of several places with a value counts', () => {
    const level = (record: object) => recordOf(compiled(order)({ ...raw, ...record })).fields['level']
    expect([
      level({ urgency: '2', level: '1' }),
      level({ urgency: '', level: '2' }),
      level({ urgency: '—' }),
    ]).toEqual(['2', '2', '1'])
    const required = { ...bare, fields: { value: { from: ['a', 'b.c'], as: 'text', required: true } } }
    expect(quarantined(required, head)).toMatchObject({ reason: 'no value', path: 'a | b.c' })
  })

  test('[MAP5] of several faults the first stands, with its place; rows are named', () => {
    expect(quarantined(order, { ...raw, updated: 'x', accepted: 'y', title: null })).toMatchObject({
      reason: 'not a time: “x”',
      blame: 'upstream',
      path: 'updated',
    })
    const rows = {
      ...bare,
      fields: { rows: { from: 'a.rows', as: 'objects', fields: { n: { from: 'n.v', as: 'integer' } } } },
    }
    expect(quarantined(rows, { ...head, a: { rows: [{ n: { v: 1 } }, { n: { v: 'x' } }] } })).toMatchObject({
      path: 'a.rows[1].n.v',
      reason: 'not a number: “x”',
    })
    expect(quarantined(rows, { ...head, a: { rows: [5] } })).toMatchObject({
      path: 'a.rows[0]',
      reason: 'not an object: 5',
    })
  })

  test('[MAP6] the record is kept masked beside its reason', () => {
    const { record, reason } = quarantined(order, { ...raw, count: '电话13800000000' })
    expect(record).toMatchObject({ orderNo: 'GD1', count: '电话138****0000' })
    expect(reason).toBe('not a number: “电话138****0000”')
  })

  test("[MAP11] fields that do not fit their kind are the mapping's fault", () => {
    const check = () => ({ path: '/count', reason: 'must be <= 100' })
    expect(
      quarantined({ ...order, fields: { ...order.fields, count: { from: 'a.count', as: 'integer' } } }, raw, {
        check,
      }),
    ).toMatchObject({
      reason: 'does not fit the kind: count: must be <= 100',
      blame: 'mapping',
      path: 'a.count',
    })
    const part = compiled(
      { ...order, part: { const: 'result' } },
      { check: (fields, name) => ({ path: '', reason: `${name} ${JSON.stringify(fields['title'])}` }) },
    )(raw)
    expect(part).toMatchObject({ quarantined: { reason: 'does not fit the kind: : result "暖气不热"' } })
  })

  test('[MAP51] written eight hours after its event by an upstream that is prompt, it is flagged and kept (A10)', () => {
    const prompt = { ...bare, event: { from: 'e' }, promptMinutes: 30 }
    const told = (e: string, document: object = prompt) =>
      recordOf(compiled(document)({ ...head, at: '2026-11-22 09:00:00', e }))
    for (const e of ['2026-11-22 00:30:00', '2026-11-22 00:57:00', '2026-11-22 01:00:00'])
      expect(told(e)).toMatchObject({ event: at(e), flags: ['eightHoursOff'] })
    for (const e of ['2026-11-22 00:29:59', '2026-11-22 01:00:01', '2026-11-22 08:57:00'])
      expect(told(e).flags).toEqual([])
    expect(told('2026-11-22 00:57:00', { ...bare, event: { from: 'e' } }).flags).toEqual([])
  })

  test('[MAP36] times in an impossible order are kept and flagged (A14)', () => {
    const times = {
      ...bare,
      fields: {
        startAt: { from: 's', as: 'instant' },
        doneAt: { from: 'e', as: 'instant' },
        from: { from: 's', as: 'date' },
        to: { from: 'e', as: 'date' },
      },
      order: [
        ['startAt', 'doneAt'],
        ['from', 'to'],
      ],
    }
    const flags = (s: unknown, e: unknown) => recordOf(compiled(times)({ ...head, s, e })).flags
    expect(flags('2026-11-22 10:00:00', '2026-11-22 09:59:59')).toEqual(['impossibleTime'])
    expect(flags('2026-11-22', '2026-11-21')).toEqual(['impossibleTime'])
    for (const [s, e] of [
      ['2026-11-22', '2026-11-22'],
      ['2026-11-21', '2026-11-22'],
      [null, '2026-11-22'],
      ['2026-11-22', '—'],
    ])
      expect(flags(s, e)).toEqual([])
    expect(() => compiled({ ...times, order: [['startAt', 'endAt']] })).toThrow(
      '/order there is no field endAt',
    )
  })
})
