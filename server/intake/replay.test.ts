import { expect, test } from 'vitest'
import { apply } from '../../shared/city/apply.ts'
import { START, ticketCity, ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { MapRecord } from '../../shared/mapping/context.ts'
import { NO_COUNTS, type Draft, type Quarantined } from '../../shared/model/batch.ts'
import type { Value } from '../../shared/model/value.ts'
import { memoryJournal } from '../journal/memory-journal.ts'
import { balanced } from './intake.ts'
import { replayQuarantine } from './replay.ts'
import { noExpressions } from '../expressions/no-expressions.fixture.ts'

const setAside = (record: Value): Quarantined => ({ reason: 'no date', blame: 'mapping', path: 'at', record })
const report = (feed: string, at: number, records: readonly Value[]): Draft => ({
  feed,
  at,
  outcome: 'ok',
  reason: '',
  position: 'p1',
  counts: { ...NO_COUNTS, received: records.length, quarantined: records.length },
  facts: [],
  quarantined: records.map(setAside),
})
/** A mended mapping: takes what has an id. */
const map: MapRecord = (raw, { now }) => {
  const { id } = raw as { readonly id?: string }
  return id === undefined
    ? { ok: false, quarantined: setAside(null) }
    : { ok: true, flags: [], fact: ticketFact({ id, event: now }) }
}

async function replay(journal: ReturnType<typeof memoryJournal>, feed = 'a') {
  return replayQuarantine({
    feed,
    map,
    evaluate: noExpressions,
    quarantined: journal.quarantined,
    retaken: () => null,
    submit: draft => Promise.resolve(journal.append([draft])),
    now: () => START + 60_000,
  })
}

test('[INT14] what the mended mapping takes goes in as of when it came, and is settled with it', async () => {
  const journal = memoryJournal('j')
  journal.append([report('a', START, [{ id: 'x/1' }, { nothing: 1 }]), report('b', START, [{ id: 'y/1' }])])
  expect(await replay(journal)).toEqual({ tried: 2, taken: 1 })
  const entry = journal.read(2, 1)[0]
  expect(entry).toMatchObject({
    outcome: 'replayed',
    position: null,
    counts: { received: 0, accepted: 1, quarantined: -1 },
  })
  expect(entry?.facts).toEqual([ticketFact({ id: 'x/1', event: START })])
  expect(entry && balanced(entry.counts)).toBe(true)
  expect(journal.quarantined('a', 9).map(({ record }) => record)).toEqual([{ nothing: 1 }])
  expect(journal.quarantined('b', 9)).toHaveLength(1)
  expect(journal.positionOf('a')).toBe('p1')
  expect(await replay(journal)).toEqual({ tried: 1, taken: 0 })
  expect(journal.head()).toBe(3)
})

test('[INT14] more than a page of them is tried whole, however many stay', async () => {
  const journal = memoryJournal('j')
  const records = Array.from({ length: 1_203 }, (_, i): Value =>
    i % 3 === 0 ? { id: `x/${i}` } : { bad: i },
  )
  journal.append([report('a', START, records)])
  expect(await replay(journal)).toEqual({ tried: 1_203, taken: 401 })
  expect(journal.quarantined('a', 2_000)).toHaveLength(802)
})

test('[INT14] a copy that was cut, or whose id was masked, is not taken for the whole', async () => {
  const journal = memoryJournal('j')
  journal.append([
    report('a', START, [
      { id: 'x/1', text: 'so far…' },
      { id: 'x/2', list: [{ '…': '…' }] },
      { id: 'x/138****0000' },
    ]),
  ])
  expect(await replay(journal)).toEqual({ tried: 3, taken: 0 })
})

test('[INT15] a silent feed does not look live because its quarantine was replayed', async () => {
  const journal = memoryJournal('j')
  journal.append([report('a', START, [{ id: 'x/1' }])])
  await replay(journal)
  const city = ticketCity()
  for (const batch of journal.read(0, 9)) expect(apply(city, batch, () => null)).toEqual([])
  expect(city.feeds.get('a')).toMatchObject({
    at: START,
    okAt: START,
    received: 1,
    accepted: 1,
    quarantined: 0,
  })
  expect(city.held.size + city.changed.size).toBeGreaterThan(0)
})
