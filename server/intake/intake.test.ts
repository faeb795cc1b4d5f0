import { expect, test } from 'vitest'
import type { RecordFact } from '../../shared/model/fact.ts'
import { apply } from '../../shared/city/apply.ts'
import { START, ticketCity, ticketFact } from '../../shared/city/ticket.fixture.ts'
import { freshness } from '../../shared/freshness/freshness.ts'
import type { MapRecord } from '../../shared/mapping/context.ts'
import type { Page } from '../connectors/connector.ts'
import { balanced, draftOf, failedDraft, MOST_KEPT, sentence } from './intake.ts'

const mask = (text: string) => text.replace(/\d{11}/g, '***')

const map: MapRecord = raw => {
  if (raw === 'throw') throw new Error('cannot')
  if (raw === 'bad')
    return { ok: false, quarantined: { reason: 'no id', blame: 'upstream', path: 'id', record: 'bad' } }
  if (typeof raw === 'number')
    return {
      ok: true,
      flags: [],
      fact: {
        type: 'readings',
        kind: 'k',
        readings: [{ device: `d${raw}`, at: START, area: '', values: { t: raw } }],
      },
    }
  return { ok: true, flags: [], fact: ticketFact({ id: String(raw) }) }
}

test('[INT2] what cannot be mapped goes to quarantine, the rest of its page goes in', () => {
  const unreadable = [{ reason: 'line 7 has 3 columns', path: 'line 7', sample: 'a,13800000000' }]
  const draft = draftOf('f', { records: ['x/1', 'bad', 'x/2'], unreadable, position: 'p' }, map, START, mask)
  expect(draft.facts.map(fact => (fact as RecordFact).id)).toEqual(['x/1', 'x/2'])
  expect(draft.quarantined.map(item => [item.reason, item.path, item.record])).toEqual([
    ['line 7 has 3 columns', 'line 7', 'a,***'],
    ['no id', 'id', 'bad'],
  ])
  expect(draft).toMatchObject({
    position: 'p',
    outcome: 'ok',
    counts: { received: 4, accepted: 2, quarantined: 2 },
  })
})

test('[INT1] [INT3] a mapping that throws costs its own record and is our fault', () => {
  const draft = draftOf('f', { records: ['x/1', 'throw'] }, map, START, mask)
  expect(draft.quarantined).toMatchObject([
    { reason: 'the mapping failed: cannot', blame: 'ours', path: '', record: null },
  ])
  expect(balanced(draft.counts)).toBe(true)
  expect(balanced(failedDraft('f', 'no answer', START).counts)).toBe(true)
})

test('[INT8] readings of one page are one packed fact', () => {
  const draft = draftOf('f', { records: [1, 2, 3, 'x/1'] }, map, START, mask)
  expect(draft.facts.map(fact => fact.type)).toEqual(['record', 'readings'])
  expect(draft.facts[1]).toMatchObject({ readings: [{ device: 'd1' }, { device: 'd2' }, { device: 'd3' }] })
  expect(draft.counts).toMatchObject({ received: 4, accepted: 4 })
})

test('[INT16] (T-PII-01) reasons and paths quote the upstream, and are masked and cut', () => {
  const unreadable = [{ reason: 'not JSON: "13812345678"', path: '名单13812345678.csv', sample: '' }]
  const throwing: MapRecord = () => {
    throw new Error('cannot read 13812345678')
  }
  const { quarantined } = draftOf('f', { records: ['x'], unreadable }, throwing, START, mask)
  expect(quarantined.map(({ reason, path }) => [reason, path])).toEqual([
    ['not JSON: "***"', '名单***.csv'],
    ['the mapping failed: cannot read ***', ''],
  ])
  expect(sentence(`two\nlines ${'x'.repeat(2_000)}`, mask)).toMatch(/^two lines x{489}…$/)
})

test('[INT30] a report of which nothing can be taken is no good one; one odd record, or one that is good, is none', () => {
  const of = (records: readonly string[]) => draftOf('f', { records, position: 'p' }, map, START, mask)
  expect(of(['bad', 'bad', 'bad'])).toMatchObject({
    outcome: 'failed',
    reason: 'unreadable: none of 3 records could be taken: no id (id)',
    position: 'p',
    counts: { received: 3, accepted: 0, quarantined: 3 },
  })
  expect(of(['throw', 'throw', 'throw']).reason).toContain('setup: none of 3')
  for (const records of [[], ['bad', 'bad'], ['bad', 'bad', 'bad', 'x/1']])
    expect(of(records)).toMatchObject({ outcome: 'ok', reason: '' })
})

test('[INT30] the last good values are marked: their feed is late and failed as if it had not come', () => {
  const city = ticketCity()
  const report = (at: number, records: readonly string[]) =>
    apply(city, { seq: at, ...draftOf('f', { records }, map, at, mask) }, () => null)
  report(START, ['x/1'])
  const every = { type: 'every', seconds: 60 } as const
  const broken = ['bad', 'bad', 'bad']
  const stateAt = (at: number) => {
    report(at, broken)
    return freshness(city.feeds.get('f')!, every, at).state
  }
  expect([30_000, 100_000, 200_000].map(ms => stateAt(START + ms))).toEqual(['live', 'late', 'failed'])
  report(START + 210_000, ['bad', 'bad', 'bad', 'x/2'])
  expect(freshness(city.feeds.get('f')!, every, START + 210_000).state).toBe('live')
})

test('[INT39] what could not be read to its end is no good report, whatever of it was taken; one odd line is none', () => {
  const line = { reason: 'the row has more cells', path: 'a.csv row 3', sample: 'x' }
  const whole = { reason: 'no row has the columns', path: 'a.csv', sample: '' }
  const of = (page: Page) => draftOf('f', page, map, START, mask)
  const broken = of({ records: ['x/1'], unreadable: [line, whole], isBroken: true })
  expect(broken).toMatchObject({ outcome: 'failed', reason: 'unreadable: no row has the columns (a.csv)' })
  expect([broken.counts.accepted, broken.counts.quarantined]).toEqual([1, 2])
  expect(of({ records: [], unreadable: [line] }).outcome).toBe('ok')
})

test('[INT18] of a page of nothing but garbage all is counted and a bounded number kept', () => {
  const records = Array.from({ length: MOST_KEPT + 500 }, () => 'bad')
  const draft = draftOf('f', { records: [...records, 'x/1'] }, map, START, mask)
  expect(draft.counts).toMatchObject({ received: MOST_KEPT + 501, accepted: 1, quarantined: MOST_KEPT + 500 })
  expect(draft.quarantined).toHaveLength(MOST_KEPT)
  expect(draft.quarantined.at(-1)).toMatchObject({
    reason: '501 more records of this report were refused; the first of all because: no id',
    blame: 'upstream',
  })
  expect(draftOf('f', { records: records.slice(0, MOST_KEPT) }, map, START, mask).quarantined).toHaveLength(
    MOST_KEPT,
  )
})
