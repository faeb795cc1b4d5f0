import { expect, test } from 'vitest'
import type { Thing } from '../../shared/kinds/kind.ts'
import type { Fact } from '../../shared/model/fact.ts'
import { NO_COUNTS } from '../../shared/model/batch.ts'
import { merge } from '../../shared/city/thing.ts'
import { ticketFact, START } from '../../shared/city/ticket.fixture.ts'
import { draftOf as draft } from '../journal/journal.contract.ts'
import { balanced, draftOf as draftOfPage } from './intake.ts'
import { createJudge, type Knowledge } from './judge.ts'

function setUp(over: Partial<Knowledge> = {}) {
  const things = new Map<string, Thing>()
  const oldestReading = START - 7 * 86_400_000
  const heard = new Set<string>()
  const judge = createJudge(() => ({
    now: START,
    oldestReading,
    thing: id => things.get(id) ?? null,
    isHeard: (...reading) => heard.has(reading.join(' ')),
    marksOf: (_, reading) => (reading.values['jumps'] === undefined ? null : { jumps: 'held' }),
    isFailing: () => false,
    ...over,
  }))
  const judged = (...facts: Fact[]) => {
    const received = facts.reduce(
      (sum, fact) => sum + (fact.type === 'readings' ? fact.readings.length : 1),
      0,
    )
    const counts = { received, accepted: received, duplicate: 0, quarantined: 0, refused: 0 }
    const out = judge.judge(draft('a', { facts, counts }))
    expect(balanced(out.counts)).toBe(true)
    return out
  }
  const commit = (...facts: Fact[]) => {
    for (const fact of judged(...facts).facts) {
      if (fact.type === 'record') things.set(fact.id, merge(things.get(fact.id) ?? null, fact))
      if (fact.type !== 'readings') continue
      for (const { device, at, values } of fact.readings)
        for (const measure of Object.keys(values)) heard.add(`${fact.kind} ${device} ${measure} ${at}`)
    }
    judge.kept([])
    judge.settled()
  }
  return { judge, judged, commit }
}

test('[INT1] [INT4] (F-15) a known report is a duplicate, and so is one that comes twice before the commit', () => {
  const { judged, commit } = setUp()
  const fact = ticketFact({ id: 'x/1' })
  const twice = judged(fact, { ...fact })
  expect([twice.counts.accepted, twice.counts.duplicate, twice.facts.length]).toEqual([1, 1, 1])
  commit(ticketFact({ id: 'x/2' }))
  expect(judged(ticketFact({ id: 'x/2' })).counts).toMatchObject({ accepted: 0, duplicate: 1 })
})

test('[INT5] (F-16) an older version is history, not a duplicate', () => {
  const { judged, commit } = setUp()
  commit(ticketFact({ id: 'x/1', version: 5, hash: 'new' }))
  expect(judged(ticketFact({ id: 'x/1', version: 4, hash: 'old' })).counts).toMatchObject({
    accepted: 1,
    duplicate: 0,
  })
})

test('[INT26] (F-15, A1) a version that was superseded, or came late, is a duplicate when it is delivered again', () => {
  const { judged, commit } = setUp()
  const version = (n: number) => ticketFact({ id: 'x/1', version: n, hash: `v${n}` })
  for (const n of [2, 1, 4, 3]) commit(version(n))
  for (const n of [1, 2, 3, 4])
    expect([n, judged(version(n)).counts]).toMatchObject([n, { accepted: 0, duplicate: 1 }])
  // The same version with another body is a conflict (A2) and no repeat.
  expect(judged({ ...version(3), hash: 'another' }).counts).toMatchObject({ accepted: 1, duplicate: 0 })
})

test('[INT26] [INT9] what was superseded in a commit that failed is still known, what came with it is not', () => {
  const { judge, judged, commit } = setUp()
  const version = (n: number) => ticketFact({ id: 'x/1', version: n, hash: `v${n}` })
  commit(version(2))
  expect(judged(version(1), version(3)).counts).toMatchObject({ accepted: 2 })
  judge.settled()
  expect(judged(version(1), version(3)).counts).toMatchObject({ accepted: 2 })
})

test('[INT26] only so many are remembered, the newest of them', () => {
  const { judged, commit } = setUp()
  const version = (n: number) => ticketFact({ id: 'x/1', version: n, hash: `v${n}` })
  for (let n = 1; n <= 10_010; n++) commit(version(n))
  expect(judged(version(1)).counts).toMatchObject({ accepted: 1, duplicate: 0 })
  expect(judged(version(10_000)).counts).toMatchObject({ accepted: 0, duplicate: 1 })
})

test('[INT6] (A10) a business time from the future is taken back to now and flagged', () => {
  const { judged } = setUp()
  const near = ticketFact({ id: 'x/1', event: START + 299_000 })
  const far = ticketFact({ id: 'x/2', event: START + 301_000, flags: ['late'] })
  const out = judged(near, far).facts
  expect(out[0]).toBe(near)
  expect(out[1]).toMatchObject({ event: START, flags: ['late', 'future'] })
})

test('[INT7] (A1) a reading delivered again is a duplicate, however old; another measure or instant is not', () => {
  const { judged, commit } = setUp()
  const reading = (values: Record<string, number>, at = START): Fact => ({
    type: 'readings',
    kind: 'k',
    readings: [{ device: 'd', at, area: '', values }],
  })
  commit(reading({ t: 1 }), reading({ t: 1 }, START + 1))
  expect(judged(reading({ t: 1 })).counts).toMatchObject({ accepted: 0, duplicate: 1 })
  expect(judged(reading({ t: 1 }, START - 5)).counts).toMatchObject({ accepted: 1, duplicate: 0 })
  const twice = judged(reading({ p: 1 }), reading({ p: 1 }))
  expect(twice.counts).toMatchObject({ accepted: 1, duplicate: 1 })
})

test('[INT7] (A1) of a reading that is known in part the news goes in, and nothing twice', () => {
  const { judged, commit } = setUp()
  const said = (values: Record<string, number>): Fact => ({
    type: 'readings',
    kind: 'k',
    readings: [{ device: 'd', at: START, area: '', values }],
  })
  commit(said({ t: 1 }))
  const out = judged(said({ t: 1, p: 2 }))
  expect(out.counts).toMatchObject({ accepted: 1, duplicate: 0 })
  expect(out.facts).toEqual([said({ p: 2 })])
})

test('[INT13] a reading older than readings are kept is refused with its reason, to the millisecond', () => {
  const { judged } = setUp()
  const oldest = START - 7 * 86_400_000
  const facts: Fact = {
    type: 'readings',
    kind: 'k',
    readings: [oldest - 1, oldest, START].map(at => ({ device: 'd', at, area: '', values: { t: 1 } })),
  }
  const out = judged(facts, ticketFact({ id: 'x/1', event: oldest - 1 }))
  expect(out.counts).toMatchObject({ received: 4, accepted: 3, duplicate: 0, refused: 1 })
  expect(out.reason).toBe('1 reading is older than the 7 days for which readings are kept')
  expect(out.facts[0]).toMatchObject({ readings: [{ at: oldest }, { at: START }] })
  expect(out.facts[1]).toMatchObject({ type: 'record', event: oldest - 1 })
  const twice: Fact = { ...facts, readings: [facts.readings[0]!, facts.readings[0]!] }
  const none = judged(twice)
  expect([none.counts.refused, none.facts]).toEqual([2, []])
  expect(none.reason).toMatch(/^2 readings are older/)
})

test('[INT24] (T-WALL-04, F-16) what is doubted when it comes is stored with the reading, and a repeat is not looked at', () => {
  const { judged, commit } = setUp()
  const said = (values: Record<string, number>): Fact => ({
    type: 'readings',
    kind: 'k',
    readings: [{ device: 'd', at: START, area: '', values }],
  })
  expect(judged(said({ jumps: 1 })).facts).toMatchObject([{ readings: [{ marks: { jumps: 'held' } }] }])
  commit(said({ t: 1 }))
  expect(judged(said({ t: 1 })).facts).toEqual([])
  expect(judged(said({ p: 1 })).facts).toEqual([said({ p: 1 })])
})

test('[INT9] after a failed commit the same draft is accepted again', () => {
  const { judge, judged } = setUp()
  const fact = ticketFact({ id: 'x/1' })
  expect(judged(fact).counts.accepted).toBe(1)
  judge.settled()
  expect(judged(fact).counts.accepted).toBe(1)
})

test('[INT17] what was refused and comes again as it was is a duplicate, until something else came of it', () => {
  const { judge } = setUp()
  const refused = (digest: string) => ({
    reason: 'x',
    blame: 'upstream' as const,
    path: '',
    record: null,
    digest,
  })
  const draftWith = (...digests: string[]) => {
    const quarantined = digests.map(refused)
    const received = digests.length
    return draft('a', { quarantined, counts: { ...NO_COUNTS, received, quarantined: received } })
  }
  const first = judge.judge(draftWith('one', 'one', 'two'))
  expect([first.quarantined.length, first.counts.duplicate, balanced(first.counts)]).toEqual([2, 1, true])
  judge.settled()
  expect(judge.judge(draftWith('one')).quarantined, 'its commit failed').toHaveLength(1)
  judge.kept([{ seq: 1, ...first }])
  judge.settled()
  expect(judge.judge(draftWith('one', 'three')).counts).toMatchObject({ duplicate: 1, quarantined: 1 })
  const elsewhere = judge.judge({ ...draftWith('one'), feed: 'b' })
  expect(elsewhere.quarantined, 'another feed').toHaveLength(1)
  const many = { ...refused('many'), count: 500 }
  const page = draft('a', { quarantined: [many], counts: { ...NO_COUNTS, received: 500, quarantined: 500 } })
  judge.kept([{ seq: 3, ...page }])
  expect(judge.judge(page).counts).toMatchObject({ received: 500, duplicate: 500, quarantined: 0 })
  const flood = draftWith(...Array.from({ length: 6_000 }, (_, n) => `n${n}`))
  judge.kept([{ seq: 2, ...flood }])
  judge.settled()
  expect(judge.judge(draftWith('one', 'n5999')).counts, 'only so many are remembered').toMatchObject({
    duplicate: 1,
    quarantined: 1,
  })
})

test('[INT25] (A1, A10) a reading whose clock is ahead is known when it comes again; one whose commit was lost is not', () => {
  const { judge, judged, commit } = setUp()
  const ahead: Fact = {
    type: 'readings',
    kind: 'heat-station',
    readings: [{ device: 'iot/HS-1', at: START + 3_600_000, area: '211002', values: { flow: 5 } }],
  }
  expect(judged(ahead).counts).toMatchObject({ accepted: 1, duplicate: 0 })
  expect(judged(ahead).counts).toMatchObject({ accepted: 0, duplicate: 1 })
  judge.settled()
  commit(ahead)
  expect(judged(ahead).counts).toMatchObject({ accepted: 0, duplicate: 1 })
})

test('[INT33] a report of which nothing can be taken fails its feed when it comes; shown again it fails nobody, and mends nobody', () => {
  let isFailing = false
  const { judge } = setUp({ isFailing: () => isFailing })
  const report = (names: readonly string[]) => {
    const records = names.map(name => ({ name }))
    const refuse = (raw: unknown) =>
      ({ ok: false, quarantined: { reason: 'no id', blame: 'upstream', path: 'id', record: raw } }) as never
    const judged = judge.judge(draftOfPage('f', { records }, refuse, START, text => text))
    judge.kept([{ ...judged, seq: 1 }])
    judge.settled()
    expect(balanced(judged.counts)).toBe(true)
    return [judged.outcome, judged.counts.quarantined, judged.reason === '']
  }
  expect(report(['a', 'b', 'c'])).toEqual(['failed', 3, false])
  isFailing = true
  expect(report(['a', 'b', 'c'])).toEqual(['failed', 0, false])
  // Something was read meanwhile, and now its newest are shown once more.
  isFailing = false
  expect(report(['a', 'b', 'c'])).toEqual(['ok', 0, true])
  // Among them something else that cannot be read: that is news.
  expect(report(['a', 'b', 'c', 'd'])).toEqual(['failed', 1, false])
  expect(report(['b', 'c', 'd'])).toEqual(['ok', 0, true])
})

test('[INT39] what is broken is no repeat, though another one was broken likewise before it: its feed is failed again', () => {
  const { judge } = setUp()
  const unreadable = [{ reason: 'no row has the columns', path: 'a.csv', sample: '' }]
  const night = () => {
    const page = { records: [], unreadable, isBroken: true } as const
    const judged = judge.judge(
      draftOfPage(
        'f',
        page,
        () => ({}) as never,
        START,
        text => text,
      ),
    )
    judge.kept([{ ...judged, seq: 1 }])
    judge.settled()
    return [judged.outcome, judged.counts.quarantined, judged.counts.duplicate]
  }
  expect([night(), night()]).toEqual([['failed', 1, 0], ['failed', 1, 0]]) // prettier-ignore
})
