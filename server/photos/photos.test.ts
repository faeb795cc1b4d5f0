import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { openTrust } from '../trust/database.ts'
import { openAlbum } from './album.ts'
import { jpegOf } from './jpeg.fixture.ts'
import { bareJpeg, PhotoError } from './jpeg.ts'
import { Photos, PHOTO_TABLES } from './photos.ts'

const TOLD = [
  [0xe0, 'JFIF\0 thumbnail'],
  [0xe1, 'Exif\0\0 GPS 41.27 123.18'],
  [0xe2, 'ICC_PROFILE of a device'],
  [0xed, 'Photoshop 3.0 张三'],
  [0xfe, 'taken by 张三'],
] as const
const COLOURS = [0xee, Buffer.from('Adobe\0d\0\0\0\0\x01', 'latin1')] as const

test('[PHO1] (T-PII-01) what a camera tells is gone, what it shows is as it was', () => {
  const bare = bareJpeg(jpegOf({ told: [...TOLD, COLOURS], after: 'PK a zip behind the picture' }))
  expect(bare).toEqual(jpegOf({ told: [COLOURS] }))
  for (const [, text] of TOLD) expect(bare.includes(text)).toBe(false)
})

test.each([
  ['an Adobe segment of another length', [0xee, 'Adobe\0 GPS 41.27 123.18']],
  ['another segment of that number', [0xee, 'GPS 41.27 12']],
  ['a reserved marker', [0xf1, 'GPS 41.27 123.18']],
  ['one that means nothing', [0x05, 'GPS 41.27 123.18']],
] as const)('[PHO1] (T-PII-01) %s tells and is gone', (_, segment) => {
  expect(bareJpeg(jpegOf({ told: [segment] }))).toEqual(jpegOf())
})

test('[PHO1] bytes that fill the room before a marker hide nothing', () => {
  const told = jpegOf({ told: [[0xe1, 'Exif\0\0 GPS 41.27 123.18']] })
  const filled = Buffer.concat([told.subarray(0, 2), Buffer.from([0xff, 0xff]), told.subarray(2)])
  expect(bareJpeg(filled)).toEqual(jpegOf())
})

test('[PHO1] between the scans of a progressive picture as well', () => {
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 8]), Buffer.from('secret')])
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x77])
  const drawn = Buffer.concat([Buffer.from([0x12]), comment, scan])
  expect(bareJpeg(jpegOf({ drawn }))).toEqual(jpegOf({ drawn: Buffer.concat([Buffer.from([0x12]), scan]) }))
})

test.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['nothing', Buffer.alloc(0)],
  ['a picture without an end', jpegOf().subarray(0, -2)],
  ['half a picture', jpegOf().subarray(0, 40)],
  ['a picture without a size', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 0xff, 0xd9])],
  ['one that would be too large', jpegOf({ width: 60_000 })],
  ['a frame that says nothing', Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 2])],
  ['one that draws nothing', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xd9])])],
  ['one of too many parts', jpegOf({ told: Array.from({ length: 1000 }, () => [0xdb, ''] as const) })],
  ['one without height', jpegOf({ height: 0 })],
])('[PHO2] %s is refused, and says why', (_, bytes) => {
  expect(() => bareJpeg(bytes)).toThrow(PhotoError)
})

test('[PHO2] whatever bytes come, they are kept as a picture or refused, and once kept they stay as they are', () => {
  const whole = jpegOf({ told: TOLD })
  const spoilt = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }).map(changes => {
    const bytes = Buffer.from(whole)
    for (const [at, value] of changes) bytes[at] = value
    return bytes
  })
  const any = fc.oneof(
    spoilt,
    fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
    fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.concat([whole.subarray(0, 40), bytes])),
  )
  let kept = 0
  fc.assert(
    fc.property(any, bytes => {
      try {
        const bare = bareJpeg(bytes)
        kept++
        expect(bareJpeg(bare)).toEqual(bare)
        expect(bare.length).toBeLessThanOrEqual(bytes.length)
      } catch (error) {
        expect(error).toBeInstanceOf(PhotoError)
      }
    }),
    { numRuns: 2000 },
  )
  expect(kept).toBeGreaterThan(50)
})

const endings: (() => void)[] = []
afterEach(() => endings.splice(0).forEach(end => end()))

test('[PHO3] the same photo is one; what no report leans on is gone after a day', () => {
  let now = 0
  const db = openTrust(':memory:', [PHOTO_TABLES])
  endings.push(() => db.close())
  const photos = new Photos(db, () => now)
  const [used, unused] = [photos.keep(jpegOf()), photos.keep(jpegOf({ width: 320 }))]
  expect(photos.keep(jpegOf({ told: TOLD }))).toBe(used)
  expect([photos.use(used), photos.use('0'.repeat(64))]).toEqual([true, false])
  now = DAY + HOUR
  photos.sweep()
  expect(photos.find(used)).toEqual(jpegOf())
  expect(photos.find(unused)).toBeNull()
})

test('[PHO4] a file of photos that cannot be read is put aside and said, and the city goes on without it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-photos-'))
  endings.push(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'photos.db')
  writeFileSync(path, 'no database, '.repeat(1000))
  const said: string[] = []
  const alarms = { raise: (name: string, message: string) => said.push(`${name}: ${message}`) }
  const album = openAlbum(path, alarms, () => 7)
  endings.push(() => album.close())
  const id = album.photos.keep(jpegOf())
  expect(album.photos.find(id)).toEqual(jpegOf())
  expect(readFileSync(`${path}.broken-7`, 'utf8')).toContain('no database')
  expect(said).toEqual([expect.stringMatching(/^photos-broken: .*put aside/)])
})

test('[PHO4] one of a newer version is not: it says which version to start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-photos-'))
  endings.push(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'photos.db')
  openTrust(path, [{ ...PHOTO_TABLES, steps: [...PHOTO_TABLES.steps, 'CREATE TABLE later (n);'] }]).close()
  expect(() => openAlbum(path, { raise: () => undefined }, () => 7)).toThrow(/newer version/)
})

test('[PHO5] (F-05, F-08) where what is to go cannot be taken away, the city starts and goes on, and it goes later', () => {
  vi.useFakeTimers()
  endings.push(() => vi.useRealTimers())
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-photos-'))
  endings.push(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'photos.db')
  let now = 0
  const open = () => openAlbum(path, { raise: () => undefined }, () => now)
  const before = open()
  const id = before.photos.keep(jpegOf())
  before.close()
  const other = new DatabaseSync(path)
  other.exec('BEGIN IMMEDIATE')
  now = DAY + HOUR
  const album = open()
  vi.advanceTimersByTime(HOUR)
  expect(album.photos.find(id)).not.toBeNull()
  other.close()
  vi.advanceTimersByTime(HOUR)
  expect(album.photos.find(id)).toBeNull()
  album.close()
})
