import { expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { areas, feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { entered, view } from './view.ts'

const [seat = '', other = ''] = areas.cells.map(cell => cell.id)
const metrics = [
  metricOf({ id: 'events' }),
  metricOf({ id: 'late' }),
  metricOf({
    id: 'done',
    aggregate: { type: 'ratio', of: [['open', '=', false]] },
    unit: { zh: '%', en: '%' },
    scale: 0.01,
  }),
]
const roles = {
  cells: 'events@cells',
  districts: 'events@districts',
  done: 'done@districts',
  overdue: 'late@districts',
}

const drawn = (
  cells: Parameters<typeof shown>[0]['cells'],
  over: Partial<Parameters<typeof shown>[0]> = {},
) => {
  const { panel, reader } = shown({ metrics, roles, cells, options: { variant: 'raised' }, ...over })
  return view(panel, reader)
}

test('[WDG20] a column stands for its cell, and nothing stands where there is nothing', () => {
  const map = drawn({ [`events|${seat}||`]: 5, [`events|${other}||`]: 0, 'events|211002||': 5 })
  expect([...map.cells]).toEqual([[seat, 5]])
  expect(map.districts).toHaveLength(7)
  expect(map.districts.find(d => d.id === '211002')).toMatchObject({ count: 5 })
  expect(map.districts.find(d => d.id === '211003')).toMatchObject({ count: 0 })
})

test('[WDG20] a district in trouble says so in words, and what is done stands beside its figure', () => {
  const map = drawn({ 'events|211002||': 50, 'late|211002||': 3, 'done|211002||': { n: 43, d: 50 } })
  const district = map.districts.find(d => d.id === '211002')
  expect(district).toEqual({ id: '211002', count: 50, note: '办结 86%', state: 'bad', words: '超时 3 件' })
  expect(map.districts.find(d => d.id === '211003')).not.toHaveProperty('state')
})

test('[WDG20] before its feeds have reported a district is unknown, not empty', () => {
  const map = drawn({}, { feeds: [[feedOf({ id: 'cases' }), null]] })
  expect(map.districts.every(d => d.count === null)).toBe(true)
})

test('[CTW8] a ring on the map has the number of its row, and a town a square for what is overdue', () => {
  const [busy, quiet] = areas.communitiesOf('211002016')
  const { panel, reader } = shown({
    metrics: [...metrics, metricOf({ id: 'month', by: ['area'] })],
    roles: { ...roles, towns: 'events@towns', townlate: 'late@towns', places: 'month' },
    options: { variant: 'flat', rings: 1 },
    cells: {
      [cellKey('month', '211000', [busy?.code ?? ''])]: 9,
      [cellKey('month', '211000', [quiet?.code ?? ''])]: 4,
      'late|211002016||': 2,
    },
  })
  const map = view(panel, reader)
  expect(map.marks).toEqual([{ id: busy?.code, area: busy?.cell.id, kind: 'spot', text: '1' }])
  expect(map.towns?.get('211002016')).toEqual({ count: 0, overdue: 2 })
  expect(map.signs.map(({ sign }) => sign)).toEqual(['overdue', 'ring'])
})

test('[CTW11] a hand on a cell enters its town, on a district the district, and explains the town that is on show', () => {
  const at = (place: string) => shown({ metrics, roles, cells: {}, place }).reader
  expect(entered(at('211000'), '211002016')).toBe('211002016')
  expect(entered(at('211000'), areas.seatOf('211002016')?.id ?? '')).toBe('211002016')
  expect(entered(at('211002016'), '211002')).toBe('211002')
  expect(entered(at('211002'), '211000')).toBe('211000')
  expect(entered(at('211002016'), areas.seatOf('211002016')?.id ?? '')).toBeNull()
  expect(entered(at('211000'), 'nowhere')).toBeNull()
})

test('[CTW12] a flat map whose source has failed says so in its legend', () => {
  const feeds = [[feedOf({ id: 'cases' }), reportAt(NOW - 600_000)] as const]
  const { panel, reader } = shown({ metrics, roles, cells: {}, feeds, options: { variant: 'flat' } })
  expect(view(panel, reader).signs).toEqual([{ sign: 'stale', text: '已断 9 分 末值 10:14' }])
})

test('[CTW12] a map is in the ink of its source, and what was overdue is said but alarms no longer', () => {
  const cells = { 'late|211002||': 3 }
  const at = (age: number) => drawn(cells, { feeds: [[feedOf({ id: 'cases' }), reportAt(NOW - age)]] })
  expect([8_000, 75_000, 600_000].map(age => at(age).ink)).toEqual(['live', 'soft', 'dim'])
  const district = ({ districts }: ReturnType<typeof view>) => districts.find(d => d.id === '211002')
  expect(district(at(8_000))).toMatchObject({ state: 'bad', words: '超时 3 件' })
  expect(district(at(600_000))).toMatchObject({ words: '超时 3 件' })
  expect(district(at(600_000))).not.toHaveProperty('state')
})

test('[WID44] while its past is coming in a map marks nothing overdue', () => {
  const report = reportAt(NOW, { backlog: { left: 1, of: 4 } })
  const { districts } = drawn({ 'late|211002||': 3 }, { feeds: [[feedOf({ id: 'cases' }), report]] })
  const district = districts.find(({ id }) => id === '211002')
  expect(district).toMatchObject({ words: '超时 3 件' })
  expect(district).not.toHaveProperty('state')
})

const list = (columns: string[]) => ({
  type: 'list' as const,
  sort: [['x', 'asc'] as const],
  limit: 9,
  columns,
})
const safety = (reported: number) => ({
  metrics: [
    ...metrics,
    metricOf({
      id: 'warnings',
      kind: 'warning',
      aggregate: list(['level', 'rank', 'eventType', 'area', 'areaName']),
    }),
    metricOf({ id: 'alarms', kind: 'smoke', aggregate: list(['device', 'area']) }),
  ],
  roles: {
    cells: 'events@cells',
    districts: 'events@districts',
    warnings: 'warnings@city',
    alarms: 'alarms',
  },
  feeds: [
    [feedOf({ id: 'cases' }), reportAt(NOW)],
    [feedOf({ id: 'alert', kind: 'warning' }), reportAt(reported)],
    [feedOf({ id: 'smoke', kind: 'smoke' }), reportAt(reported)],
  ] as const,
})
const told = {
  'warnings|211000||': {
    total: 4,
    rows: [
      ['c', 'red', 4, 'snowstorm', '211000', '辽阳市'],
      ['d', 'red', 4, 'coldWave', '211000', '文圣区 灯塔市'],
      ['b', 'orange', 3, 'fog', '211002016', '白塔区'],
      ['a', 'blue', 1, 'gale', '211002', '白塔区'],
    ],
  },
  'alarms|211000||': { total: 1, rows: [['iot/SM-1', 'SM-1', '211002016']] },
}

test('[WRN6] a district says the gravest warning that is for it, by place or by name, and not one for the whole city', () => {
  const { districts } = drawn(told, safety(NOW))
  const warned = districts.flatMap(({ id, state, words }) =>
    words === undefined ? [] : [[id, state, words]],
  )
  expect(warned).toEqual([
    ['211002', 'warn', 'fog orange'],
    ['211003', 'bad', 'coldWave red'],
    ['211081', 'bad', 'coldWave red'],
  ])
})

test('[WRN6] [DAL2] alarms are marked at their towns; of a source that has failed there are none, and no state', () => {
  expect(drawn(told, safety(NOW)).marks).toEqual([
    { id: 'iot/SM-1', area: '211002016', kind: 'incident', text: '' },
  ])
  const silent = drawn(told, safety(NOW - 600_000))
  expect(silent.marks).toEqual([])
  expect(silent.districts.find(({ id }) => id === '211003')).toMatchObject({ words: 'coldWave red' })
  expect(silent.districts.some(({ state }) => state !== undefined)).toBe(false)
})

const register = metricOf({
  id: 'help',
  kind: 'rescue-resource',
  aggregate: { type: 'list', sort: [['code', 'asc']], limit: 9, columns: ['sort', 'ready', 'area'] },
})
const calls = metricOf({
  id: 'calls',
  kind: 'turnout',
  aggregate: { type: 'list', sort: [['event', 'desc']], limit: 9, columns: ['area'] },
})
const helpFeed = feedOf({ id: 'register', kind: 'rescue-resource' })
const callFeed = feedOf({ id: 'turnouts', kind: 'turnout' })

test('[CTW20] (IOC-12) where help is stands on the cell of its community beside what is happening; away it is a hollow sign', () => {
  const [community] = areas.communitiesOf('211002016')
  const cells = {
    'help|211000||': {
      total: 3,
      rows: [
        ['a', 'station', true, community!.code],
        ['b', 'store', false, '211003'],
        ['c', 'raft', true, '211003'],
      ],
    },
    'calls|211000||': { total: 1, rows: [['t', community!.code]] },
  }
  const see = (okAt: number) =>
    drawn(cells, {
      metrics: [...metrics, register, calls],
      roles: { ...roles, resources: 'help@city', incidents: 'calls@city' },
      feeds: [
        [feedOf({ id: 'cases' }), reportAt(NOW)],
        [helpFeed, reportAt(okAt)],
        [callFeed, reportAt(okAt)],
      ],
    })
  expect(see(NOW).marks).toEqual([
    { id: 'a', area: community!.cell.id, kind: 'station', text: '' },
    { id: 'b', area: '211003', kind: 'store', text: 'away' },
    { id: 't', area: community!.cell.id, kind: 'incident', text: '' },
  ])
  expect(see(NOW).signs.map(({ sign }) => sign)).toEqual(['overdue', 'station', 'team', 'shelter', 'store'])
  // Silent for long, it is still there, but nobody knows whether it could come; and what was happening then alarms nobody.
  expect(see(NOW - 3_600_000).marks.map(({ text }) => text)).toEqual(['away', 'away'])
})

test('[CTW30] (LYX-14) a point of service is on the cell of its community, and a map may look at a part from the beginning', () => {
  const [busy, quiet] = areas.communitiesOf('211021101')
  const points = metricOf({ id: 'points', aggregate: { type: 'sum', field: 'quantity' }, by: ['area'] })
  const cells = {
    [cellKey('points', '211000', [busy!.code])]: 80,
    [cellKey('points', '211000', [quiet!.code])]: 20,
    [cellKey('points', '211000', ['211021100'])]: 8,
  }
  const options = { variant: 'flat', focus: '211021' }
  const map = drawn(cells, { metrics: [...metrics, points], roles: { ...roles, points: 'points' }, options })
  expect(map.marks).toEqual([
    { id: busy!.code, area: busy!.cell.id, kind: 'point', text: '', weight: 1 },
    { id: quiet!.code, area: quiet!.cell.id, kind: 'point', text: '', weight: 0.25 },
    { id: '211021100', area: '211021100', kind: 'point', text: '', weight: 0.1 },
  ])
  expect(map.focus).toBe('211021')
  expect(map.signs.map(({ sign, text }) => [sign, text])).toContainEqual(['point', 'points'])
  expect(drawn({}, { options, place: '211002' }).focus).toBe('211002')
})

test('[CTW31] (IOC-07, IOC-12) vehicles that say where they are stand on the cells they are in, as many as there are; silent or far away they are nowhere', () => {
  const vehicles = metricOf({
    id: 'fleet',
    kind: 'vehicle',
    aggregate: { type: 'list', sort: [['device', 'asc']], limit: 9, columns: ['online', 'lon', 'lat'] },
  })
  const at = (lon: number, lat: number, online = true) => [online, lon * 1_000_000, lat * 1_000_000]
  const rows = [
    ['a', ...at(123.172, 41.269)],
    ['b', ...at(123.1721, 41.2691)],
    ['c', ...at(123.172, 41.18)],
    ['silent', ...at(123.172, 41.269, false)],
    ['at sea', ...at(121.9, 38.4)],
    ['masked', true, null, null],
  ]
  const see = (told: typeof rows) =>
    drawn(
      { 'fleet|211000||': { total: told.length, rows: told } },
      { metrics: [...metrics, vehicles], roles: { ...roles, vehicles: 'fleet@city' } },
    )
  const { marks, signs } = see(rows)
  expect(marks).toEqual([
    { id: '211002017:0,0', area: '211002017:0,0', kind: 'point', text: '', weight: 1 },
    { id: expect.any(String), area: expect.stringMatching(/^2110/), kind: 'point', text: '', weight: 0.5 },
  ])
  expect(signs.map(({ sign, text }) => [sign, text])).toContainEqual(['point', 'fleet'])
  // Where positions are not told, as in a hall, nothing is drawn and nothing explained.
  expect([see([['masked', true, null, null]]).marks, see([['masked', true, null, null]]).signs]).toEqual([
    [],
    [],
  ])
})
