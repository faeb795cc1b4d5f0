import { describe, expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { dotsPath, litPath, restAt, ticksPath, trunkPath, twigsPath } from './dots.ts'
import { fieldOf, type PlacedColumn } from './field.ts'
import { litPlaces } from './lit.ts'
import { heading, view } from './view.ts'

const list = (id: string, columns: readonly string[]) =>
  metricOf({ id, aggregate: { type: 'list', sort: [['event', 'desc']], limit: 100, columns } })
const metrics = [
  metricOf({ id: 'root', aggregate: { type: 'last', columns: ['name', 'asOf'] } }),
  list('units', ['unit', 'unitName', 'area']),
  list('duties', ['area', 'ordinal']),
  ...['branches', 'offices', 'generals', 'people'].map(id => metricOf({ id, by: ['unit'] })),
  ...['towns', 'onDuty', 'weak', 'all'].map(id => metricOf({ id, unit: { zh: '个', en: '' } })),
]
const OF_PLACE = ['organisations', 'allMembers', 'committees', 'townCommittees', 'generalBranches'] as const
const ALSO = ['allBranches', 'ofTowns', 'ofOffices', 'lead', 'reported', 'settled'] as const
const roles = {
  ...{ root: 'root@city', units: 'units@city', duties: 'duties@city' },
  ...{
    branches: 'branches@city',
    offices: 'offices@city',
    generals: 'generals@city',
    members: 'people@city',
  },
  ...{ towns: 'towns@towns', onDuty: 'onDuty@towns', weak: 'weak@towns', allWeak: 'weak' },
  ...Object.fromEntries([...OF_PLACE, ...ALSO].map(role => [role, 'all'])),
}
const [WENSHENG, WUSHENG, BAITA] = ['211002016', '211002017', '211002']
const cells = {
  'root|211000||': ['辽阳市委', Date.parse('2026-10-31T00:00:00+08:00')],
  'units|211000||': {
    total: 3,
    rows: [
      ['u1', BAITA, '白塔区', BAITA],
      ['u2', 'SYS-GX', '高新区', '211000'],
      ['u3', 'SYS-JG', '市直机关', '211000'],
    ],
  },
  'branches|211000|211002|': 432,
  'offices|211000|211002|': 21,
  'offices|211000|SYS-GX|': 84,
  'offices|211000|SYS-JG|': 412,
  'generals|211000|211002|': 40,
  'people|211000|211002|': 17_174,
  [`towns|${WENSHENG}||`]: 229,
  [`towns|${WUSHENG}||`]: 182,
  [`onDuty|${WENSHENG}||`]: 3,
  [`weak|${WENSHENG}||`]: 1,
  'weak|211000||': 6,
  'duties|211000||': {
    total: 2,
    rows: [
      ['d1', '211002016201', 171],
      ['d2', '211002016', 3],
    ],
  },
}
const see = (place?: string) => {
  const { panel, reader } = shown({ metrics, roles, cells, ...(place === undefined ? {} : { place }) })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

describe('what hangs where', () => {
  test('[WDG40] districts come first, then systems by size, each with its towns and its own branches', () => {
    const { units, root } = see()
    expect(root).toBe('中共辽阳市委')
    expect(units.map(({ title }) => title)).toEqual(['白塔区', '市直机关', '高新区'])
    expect(units[0]).toMatchObject({
      place: BAITA,
      branches: { text: '432' },
      members: { text: '1.7' },
      generals: 40,
    })
    const [first, , , , own] = units[0]!.columns
    expect(first).toMatchObject({ title: '文圣', place: WENSHENG, count: 229, weak: 1, isOffice: false })
    expect(own).toMatchObject({ title: '直属', place: '', count: 21, isOffice: true })
    expect(units[1]!.columns).toMatchObject([{ count: 412, isOffice: true }])
  })

  test('[WDG40] a district shows itself and its towns, a town itself', () => {
    expect(see(BAITA)).toMatchObject({ root: '', units: [{ title: '白塔区' }] })
    expect(see(BAITA).units[0]!.columns).toHaveLength(5)
    expect(see(WENSHENG).units[0]!.columns.map(({ title }) => title)).toEqual(['文圣'])
  })

  test('[WDG41] as many dots are lit as branches are in their grid, each at its own place', () => {
    expect(see().units[0]!.columns[0]!.lit).toEqual([2, 170, 228])
    expect(litPlaces(10, 2, [4, 7])).toEqual([3, 6])
    expect(litPlaces(10, 1, [4, 7])).toEqual([3])
    expect(litPlaces(10, 3, [4, 4, null])).toEqual([3, 8, 9])
    expect(litPlaces(10, 2, [11, 0])).toEqual([8, 9])
    expect(litPlaces(2, 5, [])).toEqual([0, 1])
    expect(litPlaces(0, 3, [1])).toEqual([])
  })

  test('[WDG42] both rhythms are stated, and what is being rectified has its sign while there is something', () => {
    const { heading: head, lead } = see()
    expect(phraseText(head.summary!)).toBe('组织 10-31 网格 8 秒前')
    expect(head.party).toBe(true)
    expect(phraseText(lead.weak)).toBe('6个 涉 1 个街镇')
    const { panel, reader } = shown({ metrics, roles, cells: { ...cells, 'weak|211000||': 0 } })
    expect(view(panel, reader).lead.weak).toEqual([])
  })

  test('[WID2] before anything came there is no tree, and unknown is no zero', () => {
    const { panel, reader } = shown({ metrics, roles, feeds: [], now: NOW })
    const { units, root, levels } = view(panel, reader)
    expect([units, root]).toEqual([[], ''])
    expect(levels.map(({ figure }) => figure.text)).toEqual(['—', '—', '—', '—'])
  })
})

describe('where it stands', () => {
  const ROOMS = [
    { width: 1856, height: 510, label: 16 },
    { width: 3300, height: 840, label: 16 },
    { width: 1404, height: 580, label: 13 },
    { width: 700, height: 580, label: 13 },
  ]
  const dotsOf = (path: string) => path.match(/M/g)?.length ?? 0
  const columnsIn = (field: ReturnType<typeof fieldOf>) => field.units.flatMap(({ columns }) => columns)

  test.each(ROOMS)('[WDG43] every branch is one dot inside of the picture (%o)', room => {
    const { units } = see()
    const field = fieldOf(units, room, true)
    for (const placed of columnsIn(field)) {
      expect(dotsOf(dotsPath(placed, field)), placed.column.title).toBe(placed.column.count)
      expect(dotsOf(litPath(placed, field))).toBe(placed.column.lit.length)
      expect(placed.foot).toBeLessThanOrEqual(room.height)
      expect(placed.first).toBeGreaterThanOrEqual(field.gutter)
      expect(placed.x + placed.width).toBeLessThanOrEqual(field.width + 1)
    }
    expect(dotsOf(ticksPath(field.units[0]!, field))).toBe(40)
    expect(field.width).toBeGreaterThanOrEqual(room.width)
  })

  test('[WDG43] towns have the same number side by side, and no column lies on its neighbour', () => {
    const field = fieldOf(see().units, ROOMS[0]!, true)
    const towns = columnsIn(field).filter(({ column }) => !column.isOffice)
    expect(new Set(towns.map(({ across }) => across)).size).toBe(1)
    const sorted: readonly PlacedColumn[] = columnsIn(field)
    sorted.slice(1).forEach((placed, i) => expect(placed.x).toBeGreaterThan(sorted[i]!.x + sorted[i]!.width))
  })

  test('[WDG43] letters do not shrink: where names need more room the picture is wider than the room', () => {
    expect(fieldOf(see().units, { width: 240, height: 500, label: 16 }, true).width).toBeGreaterThan(240)
  })

  test('[WDG43] the trunk reaches every unit, a twig every column; without a root there is no trunk', () => {
    const field = fieldOf(see().units, ROOMS[0]!, true)
    expect(trunkPath(field).match(/V/g)).toHaveLength(3)
    expect(twigsPath(field.units[0]!, field).match(/V/g)).toHaveLength(6)
    expect(trunkPath(fieldOf(see(BAITA).units, ROOMS[0]!, false))).toBe('')
  })

  test('[WDG43] what is said beside the tree covers no dot, or is not said', () => {
    const field = fieldOf(see().units, ROOMS[0]!, true)
    const at = restAt(field, { width: 600, height: 80 })!
    const covered = columnsIn(field).filter(
      ({ x, width, foot }) => foot > field.height - 80 && x < at + 600 && x + width > at,
    )
    expect(covered).toEqual([])
    expect(restAt(field, { width: 1900, height: 80 })).toBeNull()
  })
})
