import { describe, expect, test } from 'vitest'
import { cellKey } from '../../shared/model/cell.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from './widget.fixture.ts'

const CITY = '211000'
const BAITA = '211002'
const HOUR = 3_600_000

describe('numbers', () => {
  const cases = metricOf({ id: 'cases' })

  test('[WID71] a number that is withheld is neither unknown nor 0; where all of them are, so is the panel', () => {
    const cells = { 'doc:metric/kept': { withheld: true } }
    const seen = (roles: { readonly [role: string]: string }) =>
      shown({ metrics: [cases], cells, roles }).reader
    const both = seen({ kept: 'kept', cases: 'cases' })
    expect([both.figure('kept').text, both.figure('cases').text, both.figure('none').text]).toEqual([
      '———',
      '0',
      '—',
    ])
    expect([both.metric('kept'), both.value('kept'), both.list('kept')]).toEqual([null, null, null])
    expect(both.isWithheld()).toBe(false)
    expect([seen({ kept: 'kept' }).isWithheld(), seen({ cases: 'cases' }).isWithheld()]).toEqual([
      true,
      false,
    ])
    expect(seen({}).isWithheld()).toBe(false)
  })

  test('[WID45] what is not counted for towns is unknown in a town, not none', () => {
    const list = { type: 'list', sort: [['at', 'desc']], limit: 3, columns: ['at'] } as const
    const metrics = [
      metricOf({ id: 'cases', areas: ['city', 'district'] }),
      metricOf({ id: 'list', areas: ['city', 'district'], aggregate: list }),
    ]
    const roles = { cases: 'cases', list: 'list' }
    const town = shown({ metrics, roles, place: '211002016' }).reader
    expect([town.value('cases'), town.list('list')]).toEqual([null, null])
    expect(town.isUncounted()).toBe(true)
    expect(shown({ metrics, roles: { all: 'cases@city' }, place: '211002016' }).reader.isUncounted()).toBe(
      false,
    )
    const district = shown({ metrics, roles, place: BAITA }).reader
    expect(district.isUncounted()).toBe(false)
    expect([district.value('cases'), district.list('list')]).toEqual([0, { total: 0, rows: [] }])
  })

  test('[WID46] what is of the whole city is known to be so while a part of it is on show', () => {
    const roles = { own: 'cases', all: 'cases@city' }
    const seen = (place?: string, only: { readonly [role: string]: string } = roles) =>
      shown({ metrics: [cases], roles: only, place }).reader
    const town = seen('211002016')
    expect([town.isCityWide('own'), town.isCityWide('all'), town.isCityWide()]).toEqual([false, true, false])
    expect(seen('211002016', { all: 'cases@city' }).isCityWide()).toBe(true)
    expect(seen('211002016', {}).isCityWide()).toBe(false)
    expect([seen().isCityWide('all'), seen().isCityWide()]).toEqual([false, false])
  })

  test('[WID1] a number is divided by its scale: 10 makes 亿 of tenths, 0.01 per cent of a ratio', () => {
    const { reader } = shown({
      roles: { sum: 'sum', share: 'share', mean: 'mean', p: 'p' },
      metrics: [
        metricOf({
          id: 'sum',
          aggregate: { type: 'sum', field: 'x' },
          scale: 10,
          decimals: 1,
          unit: { zh: '亿元', en: '' },
        }),
        metricOf({
          id: 'share',
          aggregate: { type: 'ratio', of: [] },
          decimals: 1,
          scale: 0.01,
          unit: { zh: '%', en: '%' },
        }),
        metricOf({
          id: 'mean',
          aggregate: { type: 'mean', field: 'x' },
          scale: 100,
          decimals: 2,
          unit: { zh: '个', en: '' },
        }),
        metricOf({
          id: 'p',
          aggregate: { type: 'percentile', field: 'x', bins: [1], p: [50, 90] },
          scale: 10,
        }),
      ],
      cells: {
        [cellKey('sum', CITY, [])]: 857,
        [cellKey('share', CITY, [])]: { n: 5346, d: 6961 },
        [cellKey('mean', CITY, [])]: { n: 1_754_172, d: 6961 },
        [cellKey('p', CITY, [])]: [15, null],
      },
    })
    expect(reader.value('sum')).toBe(85.7)
    expect(reader.figure('sum')).toEqual({ text: '85.7', unit: '亿元' })
    expect(reader.figure('share')).toEqual({ text: '76.8', unit: '%' })
    expect(reader.figure('mean')).toEqual({ text: '2.52', unit: '个' })
    expect(reader.ratio('share')).toEqual({ n: 5346, d: 6961 })
    expect(reader.percentiles('p')).toEqual([1.5, null])
  })

  test('[WID2] no metric, no cell and no denominator are unknown, and unknown is a dash', () => {
    const mean = metricOf({ id: 'mean', aggregate: { type: 'mean', field: 'x' } })
    const { reader } = shown({
      roles: { mean: 'mean', gone: 'gone', none: 'none' },
      metrics: [mean, metricOf({ id: 'none', aggregate: { type: 'sum', field: 'x' } })],
      cells: { [cellKey('mean', CITY, [])]: { n: 0, d: 0 }, [cellKey('gone', CITY, [])]: 3 },
    })
    expect(reader.value('mean')).toBeNull()
    expect(reader.value('gone')).toBeNull()
    expect(reader.value('none')).toBeNull()
    expect(reader.figure('none')).toEqual({ text: '—', unit: '' })
  })

  test('[WID3] nothing to count is 0 only where every feed of the kind has reported', () => {
    const roles = { cases: 'cases', list: 'list' }
    const list = metricOf({ id: 'list', aggregate: { type: 'list', sort: [], limit: 3, columns: ['a'] } })
    const given = { roles, metrics: [cases, list] }
    const one = [feedOf({ id: 'a' }), reportAt(NOW)] as const
    const silent = [feedOf({ id: 'b' }), null] as const
    const failing = [feedOf({ id: 'b' }), reportAt(0, { failingSince: NOW })] as const
    const stranger = [feedOf({ id: 'c', kind: 'order' }), null] as const
    expect(shown({ ...given, feeds: [one, stranger] }).reader.value('cases')).toBe(0)
    expect(shown({ ...given, feeds: [one, stranger] }).reader.list('list')).toEqual({ total: 0, rows: [] })
    for (const feeds of [[], [one, silent], [one, failing]]) {
      const { reader } = shown({ ...given, feeds })
      expect(reader.value('cases')).toBeNull()
      expect(reader.list('list')).toBeNull()
    }
  })

  test('[WID5] a series comes in time order, its own dimensions only', () => {
    const hourly = metricOf({
      id: 'hourly',
      by: ['topic'],
      window: { type: 'series', field: 'event', bucket: 'hour', keep: 24 },
    })
    const { reader } = shown({
      roles: { hourly: 'hourly' },
      metrics: [hourly],
      cells: {
        [cellKey('hourly', CITY, ['heat'], String(NOW + HOUR))]: 5,
        [cellKey('hourly', CITY, ['heat'], String(NOW - HOUR))]: 3,
        [cellKey('hourly', CITY, ['noise'], String(NOW))]: 4,
      },
    })
    expect(reader.series('hourly', { dims: ['heat'] })).toEqual([
      [NOW - HOUR, 3],
      [NOW + HOUR, 5],
    ])
    expect(reader.series('hourly')).toEqual([])
  })

  test('[WID9] dimensions come largest first, and an unbound role is empty', () => {
    const { reader } = shown({
      roles: { topics: 'topics' },
      metrics: [metricOf({ id: 'topics', by: ['topic'] })],
      cells: {
        [cellKey('topics', CITY, ['noise'])]: 4,
        [cellKey('topics', CITY, ['heat'])]: 9,
        [cellKey('topics', CITY, [''])]: 4,
        [cellKey('topics', BAITA, ['heat'])]: 2,
      },
    })
    expect(reader.byDim('topics').map(({ dims, value }) => [dims[0], value])).toEqual([
      ['heat', 9],
      ['', 4],
      ['noise', 4],
    ])
    expect(reader.byDim('topics', { area: BAITA })).toEqual([{ dims: ['heat'], value: 2 }])
    expect([reader.value('x'), reader.list('x'), reader.cell('x')]).toEqual([null, null, ''])
    expect([reader.series('x'), reader.byArea('x'), reader.byDim('x'), reader.feeds('x')]).toEqual([
      [],
      [],
      [],
      [],
    ])
  })

  test('[WID2] a list gives its columns by name, a last its one row', () => {
    const { reader } = shown({
      roles: { worst: 'worst', newest: 'newest' },
      metrics: [
        metricOf({ id: 'worst', aggregate: { type: 'list', sort: [], limit: 2, columns: ['name', 'days'] } }),
        metricOf({ id: 'newest', aggregate: { type: 'last', columns: ['level'] } }),
      ],
      cells: {
        [cellKey('worst', CITY, [])]: { total: 5, rows: [['p/1', '辽东化工', 6]] },
        [cellKey('newest', CITY, [])]: [924],
      },
    })
    expect(reader.list('worst')).toEqual({
      total: 5,
      rows: [{ id: 'p/1', columns: { name: '辽东化工', days: 6 } }],
    })
    expect(reader.list('newest')?.rows[0]?.columns).toEqual({ level: 924 })
  })
})

describe('places and feeds', () => {
  const metrics = [metricOf({ id: 'cases' })]
  const cells = { [cellKey('cases', CITY, [])]: 412, [cellKey('cases', BAITA, [])]: 132 }

  test('[WID4] a binding names the place', () => {
    const roles = {
      here: 'cases',
      city: 'cases@city',
      districts: 'cases@districts',
      towns: 'cases@towns',
      grid: 'cases@cells',
    }
    const city = shown({ metrics, cells, roles }).reader
    expect(city.value('here')).toBe(412)
    expect(city.byArea('districts').map(({ area, value }) => [area.name, value])[0]).toEqual(['白塔区', 132])
    expect(city.byArea('towns')).toHaveLength(50)
    expect(city.byArea('grid')).toHaveLength(371)
    const baita = shown({ metrics, cells, roles, place: BAITA }).reader
    expect(baita.value('here')).toBe(132)
    expect(baita.value('city')).toBe(412)
    expect(baita.byArea('districts').map(({ area }) => area.id)).toEqual([BAITA])
    expect(baita.byArea('towns').map(({ area }) => area.name)).toContain('襄平街道')
    expect(baita.byArea('towns').every(({ area }) => area.parent?.id === BAITA)).toBe(true)
  })

  test('[WID6] a panel leans on the feeds of all its roles, each once', () => {
    const both = [
      metricOf({ id: 'cases' }),
      metricOf({ id: 'open' }),
      metricOf({ id: 'calls', kind: 'call' }),
    ]
    const feeds = [
      [feedOf({ id: 'cases' }), reportAt(NOW - 8000)],
      [feedOf({ id: 'hotline', kind: 'call' }), reportAt(NOW - 60_000)],
      [feedOf({ id: 'air', kind: 'air' }), reportAt(NOW)],
      [feedOf({ id: 'nightly', completes: 'cases' }), reportAt(NOW - 86_400_000)],
    ] as const
    const { reader } = shown({ metrics: both, feeds, roles: { a: 'cases', b: 'open', c: 'calls' } })
    expect(reader.feeds().map(feed => [feed.id, feed.freshness.state])).toEqual([
      ['cases', 'live'],
      ['hotline', 'late'],
    ])
    expect(reader.feeds('a').map(feed => feed.id)).toEqual(['cases'])
  })

  test('[WID8] a number knows its cell', () => {
    const { reader } = shown({ metrics, roles: { cases: 'cases', city: 'cases@city' }, place: BAITA })
    expect(reader.cell('cases')).toBe('cases|211002||')
    expect(reader.cell('city', { dims: ['a|b'] })).toBe('cases|211000|a%7Cb|')
  })
})
