import { expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import { Street, type Hole } from './recurrences.fixture.ts'

const street = () => new Street()
const hole = (of: Street, daysAgo: number, place = 0, sort = '坑'): Hole => ({
  ...{ sort, at: of.now - daysAgo * DAY, place },
})
/** So many at one place today. */
const many = (of: Street, count: number, from = 0) => {
  for (let n = from; n < from + count; n++) of.tell(`n${n}`, hole(of, 0))
}

test('[RCR2] two are told nothing; the third tells all three, and once it is gone they recur no more', async () => {
  const of = street()
  many(of, 2)
  await of.settle()
  expect(of.told).toEqual([])
  of.tell('late', hole(of, 29, 4))
  await of.settle()
  expect(of.told.flat().map(({ id, alike }) => `${id} ${alike}`)).toEqual(['n0 3', 'n1 3', 'late 3'])
  of.tell('late', null)
  await of.settle()
  expect(['late', 'n0', 'n1'].map(name => of.alike(name))).toEqual([1, 1, 1])
  await of.settle()
  expect(of.told).toHaveLength(2)
})

test('[RCR2] how many is told by steps, so a spot of a hundred is told a few times of each', async () => {
  const of = street()
  for (let n = 0; n < 100; n++) {
    of.tell(`n${n}`, hole(of, 0))
    await of.settle()
  }
  const first = of.told.flat().filter(({ id }) => id === 'n0')
  expect(first.map(({ alike }) => alike)).toEqual([3, 5, 10, 20, 50])
  // At a step all that are there are told, in between the new one alone.
  const steps = [3, 5, 10, 20, 50]
  const counts = Array.from({ length: 100 }, (_, i) => i + 1)
  const expected = counts.map(count => (steps.includes(count) ? count : count > 3 ? 1 : 0))
  expect(of.told.flat()).toHaveLength(expected.reduce<number>((sum, each) => sum + each, 0))
})

test('[RCR3] who is older than 60 days keeps what was told of him, and is let go of', async () => {
  const of = street()
  many(of, 3)
  await of.settle()
  of.now += 61 * DAY
  of.tell('n0', null)
  of.tell('n1', null)
  await of.settle()
  expect([of.alike('n0'), of.alike('n2')]).toEqual([1, 3])
  of.now += 40 * DAY
  of.restart()
  await of.settle()
  expect(of.alike('n2')).toBe(3)
})

test('[RCR4] a start that finds the process killed between two commits tells the rest, and nothing twice', async () => {
  const of = street()
  many(of, 450)
  // Read, and the first of three commits.
  while (of.told.length === 0) await of.recurrences.turn()
  of.restart()
  await of.settle()
  const ids = of.told.flat().map(({ id }) => id)
  expect([ids.length, new Set(ids).size]).toEqual([450, 450])
})

test('[RCR5] a turn reads 200 and tells 200, and tells nobody before all that came was looked at', async () => {
  const of = street()
  many(of, 1_000)
  for (let isMore = true; isMore;) {
    const [asked, told] = [of.asked, of.told.length]
    isMore = await of.recurrences.turn()
    const commits = of.told.slice(told)
    expect(commits.length).toBeLessThanOrEqual(1)
    const records = commits.flat().length
    expect(records).toBeLessThanOrEqual(200)
    // Each that is told is read once more, for what was told of it before.
    expect(of.asked - asked).toBeLessThanOrEqual(200 + records)
  }
  expect(of.told.flat()).toHaveLength(1_000)
  expect(new Set(of.told.flat().map(({ alike }) => alike))).toEqual(new Set([50]))
})

test('[RCR6] what finds no room is told once there is some, and things of another system not at all', async () => {
  const of = street()
  many(of, 3)
  for (let n = 0; n < 3; n++) of.tell(`y/${n}`, hole(of, 0))
  of.full = 1
  await expect(of.settle()).rejects.toThrow('no space left')
  expect(of.told).toEqual([])
  await of.settle()
  expect(of.told.flat().map(({ id }) => id)).toEqual(['n0', 'n1', 'n2'])
})
