import { expect, test } from 'vitest'
import { eventually, feedForTests } from '../feed-for-tests.ts'
import { form } from './form.ts'

test('[FORM1] a form says at its start that it is there, and nothing more by itself', async () => {
  const feed = feedForTests({})
  const running = form.start(feed.access)
  await eventually(() => feed.pages.length === 1)
  expect([feed.records(), feed.failures, feed.logs]).toEqual([[], [], []])
  await running.stop()
  expect(feed.asked()).toBe(1)
})

test('[FORM1] where that finds no room it is said, and what is filed later is taken', async () => {
  const feed = feedForTests({})
  feed.refuse(1)
  const running = form.start(feed.access)
  await eventually(() => feed.logs.length === 1)
  expect(feed.logs).toEqual(['warn could not be opened: Error: no space left on device'])
  await running.file?.([{ n: 1 }])
  expect(feed.records()).toEqual([{ n: 1 }])
  await running.stop()
})

test('[FORM2] (T-HOOK-01) nobody can push to it from outside', () => {
  expect(form.start(feedForTests({}).access).receive).toBeUndefined()
})

test('[FORM3] what is filed is answered once it is kept; what cannot be kept is not', async () => {
  const feed = feedForTests({})
  const running = form.start(feed.access)
  await eventually(() => feed.pages.length === 1)
  const release = feed.hold()
  let kept = 0
  const filing = running.file?.([{ n: 1 }, { n: 2 }]).then(({ accepted }) => (kept = accepted))
  await new Promise(resolve => setImmediate(resolve))
  expect(kept).toBe(0)
  release()
  await filing
  expect(kept).toBe(2)
  feed.refuse(1)
  await expect(running.file?.([{ n: 3 }])).rejects.toThrow('no space left on device')
  expect(feed.records()).toHaveLength(2)
})

test('[CONN1] settings of a form are none', () => {
  expect(() => form.start(feedForTests({ url: 'x' }).access)).toThrow('/url')
})
