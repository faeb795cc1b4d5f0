import { mkdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { eventually, type FeedForTests } from '../feed-for-tests.ts'
import { drop, dropInEachTest, lay, watch, rows, positions, taken, TABLE } from './drop-for-tests.ts'
import { workbookOf } from '../files/workbook-for-tests.ts'

dropInEachTest()

const unreadable = (feed: FeedForTests) => feed.pages.flatMap(page => page.unreadable ?? [])

test('[FDR1] [FDR9] [FDR18] titles, notes and the order of columns do not matter, and the record says where it stood', async () => {
  lay(
    'a.csv',
    '城市管理案卷统计表,,\n统计期:2026年10月,,演示数据\n数 量,备注,案卷号(编号)\n7,"第一行\n第二行",A1\n,,\n8,,A2\n注:以上为演示数据,,\n',
    Date.parse('2026-11-20T09:30:00+08:00'),
  )
  const feed = watch()
  await taken(feed, 1)
  const told = {
    $title: '城市管理案卷统计表 统计期:2026年10月 演示数据',
    $at: '2026-11-20T09:30:00.000+08:00',
  }
  expect(rows(feed)).toEqual([
    { '案卷号(编号)': 'A1', 数量: '7', 备注: '第一行\n第二行', $file: 'a.csv', $row: 4, ...told },
    { '案卷号(编号)': 'A2', 数量: '8', 备注: '', $file: 'a.csv', $row: 6, ...told },
  ])
})

test('[FDR2] (A8) GB18030, UTF-8 and UTF-16 are read as what they are', async () => {
  const text = '案卷号,数量\r\n𠮷林路𬭎街—¥,7\r\n'
  lay('1.csv', iconv.encode(text, 'gb18030'))
  lay('2.csv', text)
  lay('3.csv', `\ufeff${text}`)
  lay('4.csv', iconv.encode(text, 'utf-16le', { addBOM: true }))
  lay('5.csv', iconv.encode(text, 'utf-16be', { addBOM: true }))
  const feed = watch()
  await taken(feed, 5)
  expect(unreadable(feed)).toEqual([])
  expect(rows(feed).map(row => row.案卷号)).toEqual(Array.from({ length: 5 }, () => '𠮷林路𬭎街—¥'))
})

test('[FDR3] (F-20) a file that still grows, passing files, links and other names are left alone', async () => {
  for (const name of ['b.csv.part', '.c.csv', '~$d.csv', 'e.CSV.tmp', 'f.txt', 'a']) lay(name, TABLE)
  mkdirSync(join(drop.folder, 'g.csv'))
  symlinkSync('/etc/hostname', join(drop.folder, 'h.csv'))
  let written = TABLE
  lay('a1.csv', written)
  const growing = setInterval(() => lay('a1.csv', (written += 'A,1\r\n')), 20)
  const feed = watch({ pattern: 'a*.csv' })
  lay('a2.csv', TABLE)
  await taken(feed, 1)
  clearInterval(growing)
  await taken(feed, 2)
  expect(rows(feed)[0]?.$file).toBe('a2.csv')
  expect(rows(feed).filter(({ $file }) => $file === 'a1.csv')).toHaveLength(written.split('\r\n').length - 2)
  expect(new Set(rows(feed).map(({ $file }) => $file)).size).toBe(2)
})

test('[FDR4] a file is taken once, also after a restart, and again when its content is another', async () => {
  lay('a.csv', TABLE)
  const feed = watch()
  await taken(feed, 1)
  await drop.started[0]?.stop()
  // Another time of change, the same content.
  lay('a.csv', TABLE)
  const next = watch({}, { position: () => next.position() ?? feed.position() })
  lay('b.csv', '案卷号,数量\r\nB,1\r\n')
  await taken(next, 1)
  expect(rows(next).map(row => row.案卷号)).toEqual(['B'])
  lay('a.csv', '案卷号,数量\r\nA2,9\r\n')
  await taken(next, 2)
  expect(rows(next).map(row => row.案卷号)).toEqual(['B', 'A2'])
  expect((JSON.parse(next.position() ?? '') as { files: unknown[] }).files).toHaveLength(2)
})

test('[FDR13] (T-PII-01) a position says no name, and a file is known by it all the same', async () => {
  lay('李四13800000000.csv', TABLE)
  const feed = watch()
  await taken(feed, 1)
  await drop.started[0]?.stop()
  const position = feed.position() ?? ''
  expect(position).not.toMatch(/李四|138/)
  const next = watch({}, { position: () => next.position() ?? position })
  lay('b.csv', '案卷号,数量\r\nB,1\r\n')
  await taken(next, 1)
  expect(rows(next).map(row => row.案卷号)).toEqual(['B'])
})

test('[FDR5] (A7) a file that cannot be read is one entry that names it, and the next ones are taken', async () => {
  const whole = workbookOf([
    ['案卷号', '数量'],
    ['A1', '7'],
  ])
  lay('1.xlsx', whole.slice(0, Math.floor(whole.length * 0.7)))
  lay('2.xlsx', 'PK no workbook')
  lay('3.xlsx', '')
  lay('4.xlsx', workbookOf([['序号', '数量']]))
  lay(
    '5.xlsx',
    zipSync({ 'xl/worksheets/sheet1.xml': Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><row>&a;') }),
  )
  lay('6.xlsx', whole)
  const feed = watch({ format: 'xlsx' })
  await taken(feed, 6)
  expect(unreadable(feed).map(({ path }) => path)).toEqual(['5', '4', '3', '2', '1'].map(n => `${n}.xlsx`))
  expect(unreadable(feed).every(({ reason }) => reason.startsWith('the file cannot be read: '))).toBe(true)
  expect(rows(feed)).toMatchObject([{ 案卷号: 'A1', 数量: '7', $file: '6.xlsx', $row: 2 }])
  expect(feed.pages.map(({ isBroken = false }) => isBroken)).toEqual([false, true, true, true, true, true])
  expect(feed.failures).toEqual([])
})

/** A ZIP whose only part says that it is `declared` bytes long, in both of its headers. */
function lying(part: Uint8Array, declared: number): Uint8Array {
  const bytes = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': part }))
  const central = bytes.indexOf(Buffer.from('PK\u0001\u0002'))
  bytes.writeUInt32LE(declared, 22)
  bytes.writeUInt32LE(declared, central + 24)
  return bytes
}

test('[FDR6] (T-ZIP-01) a bomb is refused by its directory, and one that lies is cut at what it declared', async () => {
  const zeros = new Uint8Array(4 * 2 ** 20)
  const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`${i}`, new Uint8Array(1)]))
  lay('1.xlsx', zipSync({ 'xl/worksheets/sheet1.xml': zeros }))
  lay('2.xlsx', lying(zeros, 1_000))
  lay('3.xlsx', zipSync(many, { level: 0 }))
  lay(
    '4.xlsx',
    workbookOf([
      ['案卷号', '数量'],
      ['A1', '7'],
    ]),
  )
  const feed = watch({ format: 'xlsx' })
  await taken(feed, 4)
  expect(unreadable(feed).map(({ path }) => path)).toEqual(['3.xlsx', '2.xlsx', '1.xlsx'])
  expect(unreadable(feed)[2]?.reason).toContain('packed too densely')
  expect(unreadable(feed)[0]?.reason).toContain('more than 2000 entries')
  expect(rows(feed)).toHaveLength(1)
})

test('[FDR12] ranges of merged cells that mean everything again and again are refused', async () => {
  const rows = Array.from({ length: 2_000 }, (_, i) => [`A${i}`, '1'])
  const all = Array.from({ length: 2_000 }, () => 'A1:A2000')
  lay('1.xlsx', workbookOf([['案卷号', '数量'], ...rows], all))
  const feed = watch({ format: 'xlsx' })
  await taken(feed, 1)
  expect(unreadable(feed)[0]?.reason).toContain('merged cells mean more than 1000000 rows')
})

const manyRows = (count: number) =>
  `案卷号,数量\r\n${Array.from({ length: count }, (_, i) => `A${i},${i}`).join('\r\n')}\r\n`

test('[FDR7] ten thousand rows come in pages, and the position with the last', async () => {
  lay('a.csv', manyRows(10_000))
  const feed = watch()
  await taken(feed, 1)
  expect(feed.pages.map(page => page.records.length)).toEqual(Array.from({ length: 20 }, () => 500))
  expect(feed.pages.map(page => page.position !== undefined).indexOf(true)).toBe(19)
  expect(new Set(rows(feed).map(row => row.案卷号)).size).toBe(10_000)
})

test('[FDR7] [CONN5] a stop in the middle of a file ends its process, and the next start reads the file again', async () => {
  lay('a.csv', manyRows(3_000))
  const feed = watch()
  await eventually(() => feed.pages.length > 0)
  const open = feed.hold()
  await eventually(() => feed.asked() > feed.pages.length || positions(feed) > 0)
  const stopped = drop.started[0]?.stop()
  open()
  await stopped
  expect(unreadable(feed)).toEqual([])
  const next = watch({}, { position: () => next.position() ?? feed.position() })
  lay('b.csv', TABLE)
  await taken(next, feed.position() === null ? 2 : 1)
  expect(new Set([...rows(feed), ...rows(next)].map(row => row.案卷号)).size).toBe(3_000)
})

test('[FDR8] a row with more cells than the header is quarantined with its place, and the others go in', async () => {
  lay('a.csv', '案卷号,数量\nA1,7\nA2,8,多出来的\nA3,9,\n')
  const feed = watch()
  await taken(feed, 1)
  expect(rows(feed).map(row => row.案卷号)).toEqual(['A1', 'A3'])
  expect(unreadable(feed)).toEqual([
    {
      reason: 'the row has more cells than the header, which has 2',
      path: 'a.csv row 3',
      sample: 'A2 | 8 | 多出来的',
    },
  ])
})

test('[FDR9] cells merged downwards mean all of them', async () => {
  const cells = [
    ['导出表'],
    ['案卷号', '数量', '区域'],
    ['A1', '1', '白塔区'],
    ['A2', '2', ''],
    ['A3', '3', '文圣区'],
  ]
  lay('a.xlsx', workbookOf(cells, ['A1:C1', 'C3:C4']))
  const feed = watch({ format: 'xlsx' })
  await taken(feed, 1)
  expect(feed.records()).toMatchObject([{ 区域: '白塔区' }, { 区域: '白塔区' }, { 区域: '文圣区' }])
})

test('[FDR10] a look that finds nothing new is no report', async () => {
  lay('a.csv', TABLE)
  const feed = watch()
  await taken(feed, 1)
  rmSync(join(drop.folder, 'a.csv'))
  const before = feed.asked()
  lay('b.csv', TABLE.replace('A1', 'A2'))
  await taken(feed, 2)
  expect([before, feed.asked(), feed.failures.length]).toEqual([1, 2, 0])
})

test('[FDR11] a file over the limit is one entry and keeps no other out', async () => {
  lay('a.csv', TABLE)
  truncateSync(join(drop.folder, 'a.csv'), 51 * 2 ** 20)
  lay('b.csv', TABLE)
  const feed = watch()
  await taken(feed, 2)
  expect(unreadable(feed).map(({ path, reason }) => [path, reason])).toEqual([
    ['a.csv', 'the file is larger than 50 MB'],
  ])
  expect(feed.pages.filter(({ isBroken }) => isBroken === true)).toHaveLength(1)
  expect(rows(feed).map(({ $file }) => $file)).toEqual(['b.csv'])
})

test('[FDR14] what is laid into an empty folder, and what follows it, waits for no look of tomorrow', async () => {
  let looks = 0
  const position = () => (looks++, feed.position())
  const feed = watch({ everySeconds: 86_400 }, { speed: 1, position })
  // It has seen that nothing ever lay here.
  await eventually(() => looks > 0)
  lay('a.csv', TABLE)
  await taken(feed, 1)
  lay('b.csv', TABLE.replace('A1', 'A2'))
  await taken(feed, 2)
  expect(feed.failures).toEqual([])
})
