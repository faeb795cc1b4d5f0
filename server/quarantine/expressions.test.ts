import { afterAll, expect, test } from 'vitest'
import { START } from '../../shared/city/ticket.fixture.ts'
import type { DriftFile, QuarantineFile } from '../../shared/sync/quarantine.ts'
import { createEvaluator } from '../expressions/evaluator.ts'
import { desk, feedOf, good } from './desk.fixture.ts'

const evaluator = createEvaluator()
afterAll(() => evaluator.stop())

const CHARGED = 'int(record.text.find("([0-9]+)元"))'
const MENDED = `record.text.matches("[0-9]元") ? ${CHARGED} : 0`
const feedWith = (cel: string) =>
  feedOf('a', {
    ...{ id: { from: 'no' }, at: { from: 'at' } },
    fields: {
      topic: { from: 'topic', as: 'text' },
      amount: { from: { cel }, as: 'integer', required: true },
    },
  })
const record = (no: string, text: unknown) => ({ ...(good(no) as object), text }) as ReturnType<typeof good>

test('[EXPR11] what comes in, the desk, a trial and a replay make the same of a record', async () => {
  const { take, groups, operator, countsOf, state, engine } = await desk(evaluator.evaluate)
  state.feeds = [feedWith(CHARGED), feedOf('b')]
  await take('a', [record('1', '收费 12元'), record('2', '不收费'), record('3', null), record('4', '免收')])
  expect(engine.thing('a/1')?.parts['main']?.fields['amount']).toBe(12)
  expect(countsOf('a')).toMatchObject({ received: 4, accepted: 1, quarantined: 3 })
  const all = await groups()
  expect(all.map(({ reason, path, blame }) => [reason, path, blame])).toContainEqual([
    ...['the expression failed', 'fields/amount', 'mapping'],
  ])
  const reason = `the expression failed: int() cannot make a whole number of “” in “${CHARGED}”`
  const file = await operator<QuarantineFile>('GET', '/api/quarantine/entries/1')
  expect(file).toMatchObject({ reason, path: 'fields/amount', keptBack: reason })
  expect(file.targets.find(({ target }) => target === 'fields/amount')).toMatchObject({
    ...{ expressions: [CHARGED], seen: [null], fault: { reason } },
  })
  // The field of which the expression speaks is none that nobody looks at.
  expect(file.differences.map(({ path }) => path)).not.toContain('text')

  const trial = { feed: 'a', document: feedWith(MENDED) }
  const tried = await operator<{ tried: number; taken: number }>('POST', '/api/quarantine/trials', trial)
  expect(tried).toMatchObject({ tried: 3, taken: 2, staying: [{ count: 1 }] })
  expect(await operator('POST', '/api/quarantine/replays', { feed: 'a' })).toEqual({ tried: 3, taken: 0 })
  state.feeds = [feedWith(MENDED), feedOf('b')]
  const after = await operator<QuarantineFile>('GET', '/api/quarantine/entries/1')
  expect(after.keptBack).toBe(null)
  expect(after.targets.find(({ target }) => target === 'fields/amount')).toMatchObject({
    seen: [0],
    value: 0,
  })
  expect(await operator('POST', '/api/quarantine/replays', { feed: 'a' })).toEqual({ tried: 3, taken: 2 })
  expect(engine.thing('a/2')?.parts['main']?.fields['amount']).toBe(0)
  expect(countsOf('a')).toMatchObject({ received: 4, accepted: 3, quarantined: 1 })
})

test('[EXPR11] a drift is told with what came of the expressions as well', async () => {
  const { take, operator, state } = await desk(evaluator.evaluate)
  state.feeds = [feedWith('record.total')]
  const many = (from: number, more: object, n: number) =>
    Array.from({ length: n }, (_, i) => ({ ...(record(`${from + i}`, 'x') as object), ...more }))
  await take('a', many(0, { total: 7 }, 100))
  state.now = START + 60_000
  await take('a', many(500, { total: 7, extra: 1 }, 20))
  const drift = await operator<DriftFile>('GET', '/api/quarantine/drifts/a')
  expect(drift.targets.find(({ target }) => target === 'fields/amount')).toMatchObject({
    seen: [7],
    value: 7,
  })
})
