import { describe, expect, test } from 'vitest'
import { at, converting } from '../mapping.fixture.ts'

const steps = {
  as: 'objects',
  max: 3,
  fields: {
    name: { from: 'stepName', as: 'text', required: true },
    startAt: { from: 'start', as: 'instant' },
    doneAt: { from: 'end', as: 'instant' },
  },
  order: [['startAt', 'doneAt']],
}

describe('rows', () => {
  const objects = converting(steps)

  test('[MAP33] the rows of a record are mapped one by one', () => {
    const rows = [
      { stepName: '受理', start: '2026-11-22 09:00:00' },
      { stepName: '办结', end: '2026.11.22' },
    ]
    expect(objects(rows)).toEqual([
      { doneAt: null, name: '受理', startAt: at('2026-11-22T09:00:00') },
      { doneAt: at('2026-11-22T00:00:00'), name: '办结', startAt: null },
    ])
    expect(objects({ stepName: '受理' })).toEqual([{ doneAt: null, name: '受理', startAt: null }])
    expect([objects([]), objects(null), objects(undefined)]).toEqual([[], null, null])
  })

  test('[MAP33] a refusal names the row', () => {
    expect(() => objects([{ stepName: 'a' }, {}])).not.toThrow()
    expect(objects([{ stepName: 'a' }, {}])).toEqual({ refused: 'no value' })
    expect(objects([{ stepName: 'a' }, null])).toEqual({ refused: 'not an object: “null”' })
    expect(objects('x')).toEqual({ refused: 'not a list: “x”' })
    expect(objects([{}, {}, {}, {}])).toEqual({ refused: 'too many: a list of 4' })
  })

  test('[MAP36] times in an impossible order inside a row are flagged (A14)', () => {
    const row = { stepName: 'a', start: '2026-11-22 10:00:00', end: '2026-11-22 09:00:00' }
    expect(objects([row])).toMatchObject({ flags: ['impossibleTime'] })
  })
})

describe('lists', () => {
  test('[MAP33] values of a list are converted, missing ones left out', () => {
    const list = converting({ as: 'list', of: { as: 'identifier' } })
    expect(list([' a ', '', 5, null, '—'])).toEqual(['a', '5'])
    expect([list([]), list(null)]).toEqual([[], null])
    expect(list('a,b')).toEqual({ refused: 'not a list: “a,b”' })
    expect(list([{}])).toEqual({ refused: 'not an identifier: an object' })
    expect(converting({ as: 'list', of: { as: 'integer' }, separator: '、' })('1、2、 ３')).toEqual([1, 2, 3])
    expect(converting({ as: 'list', of: { as: 'integer' }, separator: '、' })(' ')).toEqual([])
    expect(converting({ as: 'list', of: { as: 'code', table: ['a'] }, max: 2 })(['a', 'b', 'c'])).toEqual({
      refused: 'too many: a list of 3',
    })
  })

  test('[MAP1] what a list holds is checked like a field', () => {
    expect(() => converting({ as: 'list', of: { as: 'identifier', from: 'x' } })).toThrow(
      '/fields/value/of/from is no option here',
    )
    expect(() => converting({ as: 'list', of: 'identifier' })).toThrow(
      '/fields/value/of/as must be identifier, text',
    )
    expect(() => converting({ as: 'list' })).toThrow('/fields/value/of')
  })
})
