import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOf, type Column } from './columns.ts'
import { contains, type Point } from './geometry.ts'
import { areas, busy, figuresOf, mosaic, OVERVIEW, settingFor } from './liaoyang.fixture.ts'
import { pickGround, pickLabel, pickRaised, pickPlot, silhouette } from './pick.ts'
import { raisedPicture, raisedScale } from './raised.ts'
import { areaRows, areaTowards, ARROWS, rowText, summaryText, townRows } from './summary.ts'
import { mapWords, noticeOf } from './words.ts'

const setting = settingFor()
const { camera } = setting
const columns = columnsOf(setting, busy.cells, raisedScale(busy))
const topOf = ({ cell, height }: Column): Point => {
  const [x, y] = camera.toScreen(cell.middle)
  return [x, y - height]
}

test('[HX22] the top of a column means its cell unless a nearer column hides it', () => {
  let seen = 0
  columns.forEach((column, n) => {
    if (column.height === 0) return
    const top = topOf(column)
    const hiding = columns.slice(n + 1).filter(other => other.height > 0 && contains(silhouette(other), top))
    const expected = hiding.length === 0 ? column : hiding[hiding.length - 1]!
    expect(pickRaised(mosaic, camera, columns, top)).toBe(expected.cell.node.id)
    if (hiding.length === 0) seen += 1
  })
  expect(seen).toBeGreaterThan(150)
})

test('[HX22] just beside a top its column is meant', () => {
  const tall = columns.reduce((a, b) => (b.height > a.height ? b : a))
  const [x, y] = topOf(tall)
  expect(pickRaised(mosaic, camera, [tall], [x, y - 11])).toBe(tall.cell.node.id)
  expect(pickRaised(mosaic, camera, [tall], [x, y - 13])).not.toBe(tall.cell.node.id)
})

test('[HX22] the ground between columns means its cell, beside the city nothing', () => {
  const flatCity = columnsOf(setting, figuresOf(() => 0).cells, raisedScale(busy))
  for (const { cell } of flatCity) {
    const middle = camera.toScreen(cell.middle)
    expect(pickRaised(mosaic, camera, flatCity, middle)).toBe(cell.node.id)
  }
  expect(pickRaised(mosaic, camera, columns, [3, 3])).toBeNull()
  expect(pickGround(mosaic, camera, [OVERVIEW.width - 2, OVERVIEW.height - 2])).toBeNull()
})

test('[HX22] on the flat map every point of a cell means its town', () => {
  const flat = settingFor({ variant: 'flat' })
  const inside = fc.tuple(
    fc.nat(mosaic.cells.length - 1),
    fc.nat(5),
    fc.double({ min: 0, max: 0.99, noNaN: true }),
  )
  fc.assert(
    fc.property(inside, ([n, corner, share]) => {
      const { at, town } = mosaic.cells[n]!
      expect(
        pickPlot(mosaic, flat.camera, flat.camera.toScreen(mosaic.plane.corner(at, corner, share))),
      ).toBe(town.id)
    }),
  )
})

test('[HX22] a label means its district', () => {
  const { labels } = raisedPicture(setting, busy, null)
  for (const { bounds, district } of labels) {
    const middle: Point = [(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2]
    expect(pickLabel(labels, middle)).toBe(district.node.id)
  }
  expect(pickLabel(labels, [3, 3])).toBeNull()
})

const words = mapWords('zh')
const rowLists = [
  areaRows(mosaic, busy, null, words),
  ...areas.districts.map(d => areaRows(mosaic, busy, d.id, words)),
]

test('[HX23] the first arrow leads to the first area', () => {
  for (const arrow of ARROWS) expect(areaTowards(rowLists[0]!, null, arrow)).toBe(rowLists[0]![0]!.id)
  expect(areaTowards([], null, 'ArrowUp')).toBeNull()
})

test('[HX23] an arrow leads in its direction where an area lies there', () => {
  const place = (id: string | null) => rowLists[0]!.find(row => row.id === id)!.place
  const from = '211002'
  expect(place(areaTowards(rowLists[0]!, from, 'ArrowUp'))[1]).toBeGreaterThan(place(from)[1])
  expect(place(areaTowards(rowLists[0]!, from, 'ArrowDown'))[1]).toBeLessThan(place(from)[1])
  expect(place(areaTowards(rowLists[0]!, from, 'ArrowLeft'))[0]).toBeLessThan(place(from)[0])
  expect(place(areaTowards(rowLists[0]!, from, 'ArrowRight'))[0]).toBeGreaterThan(place(from)[0])
})

test('[HX23] arrows reach every area from every other', () => {
  for (const rows of rowLists) {
    for (const { id } of rows) {
      const reached = new Set([id])
      for (const from of reached) for (const arrow of ARROWS) reached.add(areaTowards(rows, from, arrow)!)
      expect(reached.size).toBe(rows.length)
    }
  }
})

test('[HX32] the chosen area is outlined over the columns, the pointed one beneath', () => {
  const drawn = (kind: 'pointer' | 'keyboard') =>
    raisedPicture(setting, busy, { area: '211004', kind })
      .sheet.filter(
        ({ name, shapes }) => ['highlight', 'columns', 'chosen'].includes(name) && shapes.length > 0,
      )
      .map(({ name }) => name)
  expect(drawn('keyboard')).toEqual(['columns', 'chosen'])
  expect(drawn('pointer')).toEqual(['highlight', 'columns'])
})

test('[HX24] the summary names every district with count, note and state', () => {
  const figures = figuresOf(n => n % 9, { '211005': 'bad' })
  const rows = areaRows(mosaic, figures, null, words)
  const text = summaryText(rows, words.map('辽阳市', '今日事件数'))
  expect(text.startsWith('辽阳市示意图,今日事件数。')).toBe(true)
  for (const { name } of areas.districts) expect(text).toContain(name)
  for (const { count, id } of figures.districts) {
    expect(rowText(rows.find(row => row.id === id)!)).toContain(
      `${count} 办结 91% ${id === '211005' ? '告警 疑似火点' : '正常'}`,
    )
  }
})

test('[HX24] an unknown count is said, not left out and not 0', () => {
  const figures = { ...busy, districts: [{ id: '211021', count: null }], towns: new Map() }
  expect(areaRows(mosaic, figures, null, words).map(row => row.count)).toEqual(Array(7).fill('缺测'))
  expect(townRows(mosaic, figures, words, null).map(row => row.count)).toEqual(Array(50).fill('缺测'))
})

test('[HX24] in a district the rows are its towns; the table of the flat map has all fifty', () => {
  expect(areaRows(mosaic, busy, '211003', words).map(row => row.name)).toEqual([
    '庆阳街道',
    '东京陵街道',
    '小屯镇',
    '罗大台镇',
  ])
  expect(areaRows(mosaic, busy, '211003101', words).length).toBe(4)
  const towns = new Map(busy.towns).set('211003101', { count: 17, overdue: 2 })
  const rows = townRows(mosaic, { ...busy, towns }, words, null)
  expect(rows.length).toBe(50)
  expect(rows.find(row => row.id === '211003101')).toMatchObject({
    count: '17',
    overdue: '2',
    district: '文圣区',
  })
})

test('[HX26] the notice comes with the document, and has an English wording', () => {
  expect(noticeOf('zh', areas)).toBe('六边形示意,非行政界线')
  expect(noticeOf('en', areas)).toMatch(/not administrative boundaries/)
})
