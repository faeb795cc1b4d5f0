import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { feedForTests } from '../feed-for-tests.ts'
import { submission } from './submission.ts'

const { settings } = JSON.parse(
  readFileSync(new URL('../../../documents/feeds/filed-business.json', import.meta.url), 'utf8'),
)

test('[SUBC1] it says nothing by itself: that the product runs again makes no number new', async () => {
  const feed = feedForTests(settings)
  const running = submission.start(feed.access)
  expect(running.receive).toBeUndefined()
  await running.stop()
  expect([feed.pages, feed.failures, feed.asked()]).toEqual([[], [], 0])
})

test('[SUBC1] what is filed is answered once it is kept', async () => {
  const feed = feedForTests(settings)
  const running = submission.start(feed.access)
  expect(await running.file?.([{ n: 1 }])).toMatchObject({ accepted: 1 })
  feed.refuse(1)
  await expect(running.file?.([{ n: 2 }])).rejects.toThrow('no space left on device')
  expect(feed.records()).toEqual([{ n: 1 }])
})

test('[SUBC2] [CONN1] a form that cannot be filled in does not start, and says what is wrong with it', () => {
  expect(() => submission.start(feedForTests({ ...settings, every: 'fortnight' }).access)).toThrow('/every')
  expect(() => submission.start(feedForTests({ ...settings, rows: 4 }).access)).toThrow(
    'either lines or rows',
  )
})
