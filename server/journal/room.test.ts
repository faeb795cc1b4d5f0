import { expect, test } from 'vitest'
import { createRoom, isBroken, isFull, isPassing } from './room.ts'

const failure = (errcode: number) => Object.assign(new Error(`code ${errcode}`), { errcode })

test('[ROOM1] a full disk and a file that somebody holds pass; a disk that fails, a broken file or a fault of ours do not', () => {
  const told = (error: unknown) => [isFull(error), isPassing(error)]
  // FULL; IOERR_SHMSIZE: the index of the WAL could not grow.
  for (const code of [13, 4_874]) expect(told(failure(code))).toEqual([true, true])
  // BUSY, BUSY_RECOVERY, BUSY_SNAPSHOT.
  for (const code of [5, 261, 517]) expect(told(failure(code))).toEqual([false, true])
  // ERROR, READONLY, IOERR, IOERR_WRITE, IOERR_FSYNC, CORRUPT, CANTOPEN, CONSTRAINT.
  for (const code of [1, 8, 10, 778, 1_034, 11, 14, 19]) expect(told(failure(code))).toEqual([false, false])
  expect(told(new Error('database or disk is full'))).toEqual([false, false])
  expect(told(new Error('a report could not be judged', { cause: failure(13) }))).toEqual([true, true])
  expect(told('full')).toEqual([false, false])
})

test('[ROOM2] that there is no room is said once a minute, and once that there is again when all that waited is written', () => {
  let now = 0
  const said: string[] = []
  const room = createRoom({ clock: () => now, say: (level, message) => said.push(`${level} ${message}`) })
  const fails = (what: string, code = 13) =>
    expect(() => room.write(what, () => { throw failure(code) })).toThrow() // oxfmt-ignore
  const works = (what: string) => expect(room.write(what, () => 7)).toBe(7)
  works('a')
  fails('a', 778)
  expect([said, room.lacking.size]).toEqual([[], 0])
  for (now = 0; now < 180_000; now += 1_000) {
    fails('a')
    fails('b')
  }
  expect(said).toEqual(Array(3).fill('error a could not be written and will be tried again: Error: code 13'))
  expect([...room.lacking]).toEqual(['a', 'b'])
  works('a')
  works('c')
  expect(said).toHaveLength(3)
  works('b')
  expect([room.lacking.size, said.length, said.at(-1)]).toEqual([0, 4, 'info there is room again']) // oxfmt-ignore
  // To and fro: not a line each time.
  for (let i = 0; i < 50; i++) {
    fails('a')
    works('a')
  }
  expect(said.length).toBeLessThanOrEqual(6)
})

test('[ROOM3] (F-07) an error of the disk is told before anybody else hears of it, whether it was written or read', () => {
  // IOERR, IOERR_READ, IOERR_WRITE, IOERR_FSYNC, CORRUPT, CORRUPT_INDEX, NOTADB.
  for (const code of [10, 266, 778, 1_034, 11, 779, 26])
    expect([code, isBroken(failure(code))]).toEqual([code, true])
  // ERROR, BUSY, READONLY, FULL, the index beside the WAL that could not grow, CONSTRAINT.
  for (const code of [1, 5, 8, 13, 4_874, 19]) expect([code, isBroken(failure(code))]).toEqual([code, false])
  const told: string[] = []
  const room = createRoom({ clock: () => 0, say: () => undefined, broken: what => told.push(what) })
  for (const [how, code] of [['write', 1_034], ['read', 11], ['write', 13], ['read', 1]] as const)
    expect(() => room[how](`${how} ${code}`, () => { throw failure(code) })).toThrow() // oxfmt-ignore
  expect(room.read('x', () => 7)).toBe(7)
  expect([told, [...room.lacking]]).toEqual([['write 1034', 'read 11'], ['write 13']])
})
