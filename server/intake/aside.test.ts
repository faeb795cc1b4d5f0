import { expect, test } from 'vitest'
import { createAside } from './aside.ts'

test('[INT20] what can wait runs a few at a time, in the order in which it came, whether it fails or not', async () => {
  const aside = createAside(2)
  const log: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) =>
    aside(async () => {
      log.push(name)
      await new Promise<void>(resolve => ends.push(resolve))
      if (name === 'b') throw new Error('b fails')
      return name
    }).catch((error: Error) => error.message)
  const all = ['a', 'b', 'c', 'd', 'e'].map(work)
  const turn = () => new Promise(resolve => setImmediate(resolve))
  await turn()
  expect(log).toEqual(['a', 'b'])
  ends[1]!()
  await turn()
  expect(log).toEqual(['a', 'b', 'c'])
  for (let end = 0; end < 5; end++) {
    ends[end]!()
    await turn()
  }
  expect(await Promise.all(all)).toEqual(['a', 'b fails', 'c', 'd', 'e'])
  expect(log).toEqual(['a', 'b', 'c', 'd', 'e'])
})
