import { expect, test } from 'vitest'
import { START } from '../../shared/city/ticket.fixture.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { QuarantineFile } from '../../shared/sync/quarantine.ts'
import { desk, feedOf, good, mended, renamed } from './desk.fixture.ts'

test('[QRN1] what waits is grouped by feed, reason and place, that with most records first', async () => {
  const { take, groups, state } = await desk()
  await take('a', [good('1', { amount: '甲' }), good('2', { amount: '乙' }), good('3'), renamed('4')])
  state.now += 60_000
  await take('a', [
    good('5', { amount: '丙' }),
    good('6', { items: [{ n: 1 }, { n: 'x' }] }),
    good('7', { items: [{ n: 'y' }] }),
  ])
  await take('b', [good('1', { amount: '丁' })])
  const all = await groups()
  expect(all.map(({ feed, reason, path, records, blame }) => [feed, reason, path, records, blame])).toEqual([
    ['a', 'not a number', 'amount', 3, 'upstream'],
    ['a', 'not a number', 'items[].n', 2, 'upstream'],
    ['b', 'not a number', 'amount', 1, 'upstream'],
    ['a', 'no value', 'amount', 1, 'upstream'],
  ])
  expect(all[0]).toMatchObject({
    title: { zh: '源a' },
    firstAt: START,
    lastAt: START + 60_000,
    newest: 4,
    entries: 3,
  })
  expect((await groups('?feed=b')).map(({ feed }) => feed)).toEqual(['b'])
})

test('[QRN1] the rest of a flood is one group, and counts with all its records', async () => {
  const { take, groups } = await desk()
  const flood = (from: number, n: number) =>
    Array.from({ length: n }, (_, i) => good(`${from + i}`, { amount: `n${from + i}` }))
  await take('a', flood(0, 1_100))
  await take('a', flood(2_000, 1_050))
  expect((await groups()).map(({ reason, entries, records }) => [reason, entries, records])).toEqual([
    ['not a number', 1_998, 1_998],
    ['more records of the same report', 2, 152],
  ])
})

test('[QRN2] an entry is told masked, target by target, with its differences and what would mend it', async () => {
  const { take, groups, operator, ask } = await desk()
  await take('a', [{ ...(renamed('4') as object), topic: '电话 13800000000', extra: true }, renamed('5')])
  const [group] = await groups()
  const file = await operator<QuarantineFile>('GET', '/api/quarantine/entries/1')
  expect(file).toMatchObject({
    ...{
      feed: 'a',
      reason: 'no value',
      path: 'amount',
      group: group?.id,
      settled: null,
      keptBack: 'no value',
    },
    beside: [{ id: 2 }, { id: 1 }],
  })
  expect(JSON.stringify(file)).not.toContain('13800000000')
  expect(file.targets.find(({ target }) => target === 'fields/amount')).toMatchObject({
    ...{ paths: ['amount'], seen: [null], fault: { reason: 'no value' } },
  })
  expect(file.columns['fields/amount']?.title.zh).toBe('金额')
  expect(file.differences.map(({ type, path }) => [type, path])).toEqual([
    ['missing', 'amount'],
    ['new', 'amountTotal'],
    ['new', 'extra'],
  ])
  expect(file.proposals[0]).toMatchObject({ type: 'renamed', about: 'amountTotal', document: mended() })
  expect((await ask('operator', 'GET', '/api/quarantine/entries/99')).status).toBe(404)
  expect((await ask('operator', 'GET', '/api/quarantine/entries/x')).status).toBe(400)
  expect((await ask('leader', 'GET', '/api/quarantine/entries/1')).status).toBe(403)
})

test('[QRN2] the area that it becomes is told by its name', async () => {
  const { take, operator, state } = await desk()
  const [a] = state.feeds
  state.feeds = [{ ...a!, mapping: { ...(a!.mapping as Fields), area: [{ const: '211002016' }] } }]
  await take('a', [renamed('4')])
  const file = await operator<QuarantineFile>('GET', '/api/quarantine/entries/1')
  expect(file.targets.find(({ target }) => target === 'area')?.value).toBe('211002016')
  expect(file.place).toBe('文圣街道')
})

test('[QRN3] a trial says how many would pass, and stores nothing; a bad document is refused with why', async () => {
  const { take, groups, operator, ask, engine, countsOf, written } = await desk()
  await take('a', [renamed('4'), renamed('5'), good('6', { amount: '甲' })])
  const head = engine.journal.head()
  const [group] = await groups()
  const body = { feed: 'a', group: group?.id, document: mended() }
  expect(await operator('POST', '/api/quarantine/trials', body)).toEqual({ tried: 2, taken: 2, staying: [] })
  expect(await operator('POST', '/api/quarantine/trials', { feed: 'a', document: mended() })).toEqual({
    ...{ tried: 3, taken: 2, staying: [{ reason: 'not a number: “甲”', count: 1 }] },
  })
  expect([engine.journal.head(), countsOf('a').quarantined, written]).toEqual([head, 3, []])
  const bad = async (document: unknown) => {
    const answer = await ask('operator', 'POST', '/api/quarantine/trials', { feed: 'a', document })
    expect(answer.status).toBe(400)
    return answer.text
  }
  expect(await bad(feedOf('b'))).toContain('another feed')
  expect(await bad({ id: 'a' })).toContain('document')
  expect(
    await bad(
      feedOf('a', { id: { from: 'no' }, at: { from: 'at' }, fields: { x: { from: 'x', as: 'magic' } } }),
    ),
  ).toContain('/fields/x/as')
})

test('[QRN4] a mended mapping replays a group, and leaves the others where they are', async () => {
  const { take, groups, operator, countsOf, state, engine, written } = await desk()
  await take('a', [good('1'), renamed('4'), renamed('5'), good('6', { amount: '甲' })])
  await take('b', [renamed('4')])
  const [group] = await groups()
  const replay = () => operator('POST', '/api/quarantine/replays', { feed: 'a', group: group?.id })
  expect(await replay()).toEqual({ tried: 2, taken: 0 })
  state.feeds = [mended(), feedOf('b')]
  expect(await replay()).toEqual({ tried: 2, taken: 2 })
  expect(countsOf('a')).toEqual({ received: 4, accepted: 3, duplicate: 0, quarantined: 1, refused: 0 })
  expect(countsOf('b').quarantined).toBe(1)
  expect(engine.thing('a/4')?.parts['main']?.fields['amount']).toBe(5)
  expect(await operator('POST', '/api/quarantine/replays', { feed: 'a' })).toEqual({ tried: 1, taken: 0 })
  expect(written.map(({ action, object, details }) => [action, object, details['group']])).toEqual([
    ['quarantine.replay', 'feed/a', group?.id],
    ['quarantine.replay', 'feed/a', group?.id],
    ['quarantine.replay', 'feed/a', 'all'],
  ])
})

test('[QRN4] replayed twice at once each counts once', async () => {
  const { take, operator, countsOf, state } = await desk()
  await take('a', [renamed('4'), renamed('5')])
  state.feeds = [mended()]
  const both = await Promise.all([1, 2].map(() => operator('POST', '/api/quarantine/replays', { feed: 'a' })))
  expect(both).toEqual([
    { tried: 2, taken: 2 },
    { tried: 0, taken: 0 },
  ])
  expect(countsOf('a')).toEqual({ received: 2, accepted: 2, duplicate: 0, quarantined: 0, refused: 0 })
})

test('[QRN5] [QRN7] discarded is refused, readable with its reason, masked, and not replayed', async () => {
  const { take, groups, operator, ask, countsOf, written, engine, state } = await desk()
  const flood = Array.from({ length: 1_010 }, (_, i) => good(`${i}`, { amount: `n${i}` }))
  await take('a', [...flood, renamed('x')])
  const [group, rest] = await groups()
  const why = { reason: '演示重复造数,问 13800000000' }
  expect(await operator('POST', '/api/quarantine/discards', { feed: 'a', group: group?.id, ...why })).toEqual(
    {
      ...{ discarded: 999, kept: 0 },
    },
  )
  expect(
    await operator('POST', '/api/quarantine/discards', { feed: 'a', group: rest?.id, ...why }),
  ).toMatchObject({
    ...{ discarded: 12 },
  })
  expect(countsOf('a')).toEqual({
    received: 1_011,
    accepted: 0,
    duplicate: 0,
    quarantined: 0,
    refused: 1_011,
  })
  expect(await groups()).toEqual([])
  const [old] = await groups('?settled=discarded')
  expect(old).toMatchObject({ records: 999, discarded: { at: START, why: '演示重复造数,问 138****0000' } })
  const file = await operator<QuarantineFile>('GET', `/api/quarantine/entries/${old?.newest}`)
  expect(file).toMatchObject({ settled: { as: 'discarded', at: START, why: '演示重复造数,问 138****0000' } })
  expect(JSON.stringify(engine.journal.read(0, 9))).not.toContain('13800000000')
  expect(JSON.stringify(written)).not.toContain('演示重复')
  expect(written).toMatchObject([
    { action: 'quarantine.discard', object: 'feed/a', actor: { name: 'operator' } },
    { action: 'quarantine.discard' },
  ])
  state.feeds = [mended()]
  expect(await operator('POST', '/api/quarantine/replays', { feed: 'a' })).toEqual({ tried: 0, taken: 0 })
  for (const reason of [undefined, '', '   ', 'x'.repeat(201)])
    expect((await ask('operator', 'POST', '/api/quarantine/discards', { feed: 'a', reason })).status).toBe(
      400,
    )
})

test('[QRN6] what the fold could not take stays when all is discarded', async () => {
  const { operator, engine, countsOf, groups } = await desk()
  const withdrawn = {
    reason: 'it could not be counted',
    blame: 'ours',
    path: '',
    record: null,
    place: '1/0',
  } as const
  const refused = { reason: 'no value', blame: 'upstream', path: 'x', record: null } as const
  await engine.submit({
    ...{ feed: 'a', at: START, outcome: 'ok', reason: '', position: null, facts: [] },
    ...{ quarantined: [withdrawn, refused] },
    counts: { received: 2, accepted: 0, duplicate: 0, quarantined: 2, refused: 0 },
  })
  const answer = await operator('POST', '/api/quarantine/discards', { feed: 'a', reason: '演示' })
  expect(answer).toEqual({ discarded: 1, kept: 1 })
  expect(countsOf('a')).toMatchObject({ quarantined: 1, refused: 1 })
  expect((await groups()).map(({ blame }) => blame)).toEqual(['ours'])
})

test('[QRN19] of a deed that breaks off half way the audit and the answer say how many were done', async () => {
  const { take, ask, written, state, groups, countsOf } = await desk()
  const flood = (n: number) => Array.from({ length: n }, (_, i) => renamed(`${n} ${i}`))
  await take('a', flood(900))
  const discard = () => ask('operator', 'POST', '/api/quarantine/discards', { feed: 'a', reason: '演示' })
  state.room = 1
  const half = await discard()
  expect([half.status, half.text]).toEqual([507, expect.stringContaining('500 were done before')])
  expect(half.body).toMatchObject({ code: 'diskFullHalfway' })
  expect(written.at(-1)).toMatchObject({ outcome: 'failed', details: { why: 'disk full', done: 500 } })
  expect(countsOf('a')).toMatchObject({ quarantined: 400, refused: 500 })
  // Where nothing was done yet, it says so.
  const none = await discard()
  expect([none.status, none.body]).toEqual([507, expect.objectContaining({ code: 'diskFull' })])
  expect(written.at(-1)?.details).not.toHaveProperty('done')
  await take('a', flood(700))
  state.feeds = [mended()]
  state.room = 1
  expect((await ask('operator', 'POST', '/api/quarantine/replays', { feed: 'a' })).status).toBe(507)
  expect(written.at(-1)).toMatchObject({
    ...{ action: 'quarantine.replay', outcome: 'failed', details: { why: 'disk full', done: 500 } },
  })
  expect((await groups()).reduce((sum, { records }) => sum + records, 0)).toBe(600)
})
