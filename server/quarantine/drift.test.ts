import { expect, test } from 'vitest'
import type { Value } from '../../shared/model/value.ts'
import type { DriftFile, QuarantineBoard } from '../../shared/sync/quarantine.ts'
import { createShapes } from '../intake/shapes.ts'
import { openBesideStore } from '../journal/beside-store.ts'
import { desk, feedOf, good, mended } from './desk.fixture.ts'

const twenty = (of: (no: string) => Value) => Array.from({ length: 20 }, (_, i) => of(`${i}`))

test('[QRN8] a drift is told with a masked record and proposals, over a restart, until it is agreed to', async () => {
  const { take, operator, ask, db, state, written } = await desk()
  const drifts = async () => (await operator<QuarantineBoard>('GET', '/api/quarantine/groups')).drifts
  for (let n = 0; n < 5; n++)
    await take(
      'a',
      twenty(no => good(`${n}-${no}`, { topic: '演示' })),
    )
  expect(await drifts()).toEqual([])
  state.now += 60_000
  const { topic: _topic, ...rest } = good('x') as { readonly [name: string]: Value }
  await take(
    'a',
    twenty(no => ({ ...rest, no: `z${no}`, topics: '问 13800000000' })),
  )
  expect(await drifts()).toMatchObject([
    {
      feed: 'a',
      since: state.now,
      differences: [
        { type: 'missing', path: 'topic' },
        { type: 'new', path: 'topics' },
      ],
    },
  ])
  const file = await operator<DriftFile>('GET', '/api/quarantine/drifts/a')
  expect(JSON.stringify(file)).not.toContain('13800000000')
  expect(file.proposals[0]).toMatchObject({ type: 'renamed', target: 'fields/topic', about: 'topics' })
  // Another process knows it, and under another mapping nothing is known.
  expect(createShapes(openBesideStore(db, 'shape')).drift(feedOf('a'))).toMatchObject({ since: state.now })
  expect(createShapes(openBesideStore(db, 'shape')).drift(mended())).toBeNull()
  expect((await ask('operator', 'POST', '/api/quarantine/drifts/a/agree', {})).status).toBe(204)
  expect(await drifts()).toEqual([])
  expect(written.map(({ action, object }) => [action, object])).toEqual([['drift.agree', 'feed/a']])
  expect((await ask('operator', 'GET', '/api/quarantine/drifts/a')).status).toBe(404)
})

test('[QRN8] a drift is over when the records are as they were', async () => {
  const { take, operator, state } = await desk()
  for (let n = 0; n < 5; n++)
    await take(
      'a',
      twenty(no => good(`${n}-${no}`)),
    )
  await take(
    'a',
    twenty(no => good(`y${no}`, { fresh: 1 })),
  )
  const drifts = async () => (await operator<QuarantineBoard>('GET', '/api/quarantine/groups')).drifts.length
  expect(await drifts()).toBe(1)
  state.now += 1_000
  await take(
    'a',
    twenty(no => good(`x${no}`)),
  )
  expect(await drifts()).toBe(0)
})
