import { describe, expect, test } from 'vitest'
import { bare, faultsOf } from './mapping.fixture.ts'

const said = (document: unknown) => faultsOf(document).map(({ path, message }) => `${path} ${message}`)

describe('mapping documents', () => {
  test('[MAP1] a document that is none says what is missing', () => {
    for (const document of [null, 5, 'x', [], true])
      expect(said(document).length, JSON.stringify(document)).toBeGreaterThan(0)
    expect(said({})).toEqual(['/id is missing', '/at is missing', '/fields is missing'])
    expect(said({ readings: {} })).toEqual([
      '/readings/device is missing',
      '/readings/at is missing',
      '/readings/values is missing',
    ])
  })

  test('[MAP1] every fault is reported, with its place', () => {
    const document = {
      ...bare,
      extra: 1,
      at: { from: 'at', zone: 'Asia/Shanghai' },
      op: { from: 'op', table: { D: 'delete' } },
    }
    expect(said(document)).toEqual([
      expect.stringMatching(/^\/at\/zone must match pattern/),
      '/op/table/D must be "put" or "drop"',
      '/extra is no option here',
    ])
    expect(
      said({ ...bare, id: { form: 'x' }, area: [{ town: 't' }, { twon: 't' }], part: { const: 'Result' } }),
    ).toEqual([
      '/id/from is missing',
      '/id/form is no option here',
      expect.stringMatching(/^\/part\/const must match pattern/),
      '/area/1/code is missing',
      '/area/1/twon is no option here',
    ])
    expect(
      said({
        ...bare,
        id: { from: '__proto__' },
        fields: {
          BadName: { from: 'a', as: 'text' },
          a: { from: 'a..b', as: 'text' },
          b: { from: 'b', as: 'magic' },
          c: { from: 'c', as: 'decimal', scale: 7, colour: 'red' },
          d: { as: 'text' },
          e: { const: { deep: 1 } },
          f: 'text',
          g: { from: ['x', 'y['], as: 'code' },
          h: { from: 'h', as: 'text', required: true, default: 'x' },
          rows: {
            from: 'rows',
            as: 'objects',
            fields: { n: { from: 'n', as: 'integer', max: 3 } },
            order: [['n', 'm']],
          },
        },
      }),
    ).toEqual([
      '/fields/BadName is no name for a field: aName1',
      '/fields/a/from cannot read the path at “..b”',
      expect.stringMatching(/^\/fields\/b\/as must be identifier, text, .* or give a const$/),
      expect.stringMatching(/^\/fields\/c\/scale must be 1 or 10 or/),
      '/fields/c/colour is no option here',
      '/fields/d/from is missing',
      '/fields/e/const must be string, or must be number, or must be boolean, or must be null',
      expect.stringMatching(/^\/fields\/f\/as must be identifier/),
      '/fields/g/from cannot read the path at “[”',
      '/fields/g needs a table, or the name of one in codes',
      '/fields/h a required value needs no default',
      '/fields/rows/fields/n/max is no option here',
      '/fields/rows/order there is no field m',
      '/id/from “__proto__” can be no part of a path',
    ])
  })

  test('[MAP1] names that reach a prototype are no field names (T-PP-01)', () => {
    const fields = JSON.parse(
      '{"__proto__":{"from":"a","as":"text"},"constructor":{"from":"a","as":"text"}}',
    ) as object
    expect(said({ ...bare, fields })).toEqual(['/fields/__proto__ is no name for a field: aName1'])
  })
})
