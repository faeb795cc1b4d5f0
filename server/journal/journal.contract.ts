import { expect, test } from 'vitest'
import { ticketFact } from '../../shared/city/ticket.fixture.ts'
import { NO_COUNTS, type Draft } from '../../shared/model/batch.ts'
import { MOST_QUARANTINED, type Journal } from './journal.ts'

export const draftOf = (feed: string, over: Partial<Draft> = {}): Draft => ({
  feed,
  at: 1_795_363_200_000,
  outcome: 'ok',
  reason: '',
  position: null,
  counts: NO_COUNTS,
  facts: [],
  quarantined: [],
  ...over,
})

const readings = (device: string) =>
  ({
    type: 'readings',
    kind: 'heat-station',
    readings: [{ device, at: 5, area: '211002', values: { supplyT: 812, returnT: null } }],
  }) as const

/** What every journal does alike. */
export function journalContract(open: () => Journal): void {
  test('[JRN1] entries come back as they were appended, in order', () => {
    const journal = open()
    expect(journal.head()).toBe(0)
    const first = draftOf('a', { facts: [{ type: 'tick', at: 1 }, readings('d/1'), { type: 'tick', at: 2 }] })
    const second = draftOf('b', { outcome: 'failed', reason: '上游无应答' })
    expect(journal.append([first, second]).map(batch => batch.seq)).toEqual([1, 2])
    expect(journal.append([draftOf('c')]).map(batch => batch.seq)).toEqual([3])
    expect(journal.head()).toBe(3)
    expect(journal.read(0, 10)).toEqual([
      { seq: 1, ...first },
      { seq: 2, ...second },
      { seq: 3, ...draftOf('c') },
    ])
    expect(journal.read(1, 1).map(batch => batch.seq)).toEqual([2])
    expect(journal.read(3, 10)).toEqual([])
  })

  test('[JRN3] a position is that of the last entry that set one', () => {
    const journal = open()
    expect(journal.positionOf('a')).toBeNull()
    journal.append([draftOf('a', { position: 'p1' }), draftOf('a'), draftOf('b', { position: 'q' })])
    expect(journal.positionOf('a')).toBe('p1')
    journal.append([draftOf('a', { position: 'p2' })])
    expect([journal.positionOf('a'), journal.positionOf('b')]).toEqual(['p2', 'q'])
  })

  test('[JRN4] what happens to the objects afterwards changes nothing', () => {
    const journal = open()
    const facts = [{ type: 'tick' as const, at: 1 }]
    journal.append([draftOf('a', { facts })])
    facts[0]!.at = 99
    expect(journal.read(0, 1)[0]?.facts).toEqual([{ type: 'tick', at: 1 }])
  })

  test('[JRN17] a fact is found again by its place, a reading alone, and so is whether it was withdrawn, settled or not', () => {
    const journal = open()
    const of = (device: string) => readings(device).readings[0]
    const two = { ...readings(''), readings: [of('d/1'), of('d/2')] } as const
    const record = ticketFact({ id: 'x/1' })
    journal.append([
      draftOf('a', { facts: [{ type: 'tick', at: 1 }, two] }),
      draftOf('b', { facts: [record] }),
    ])
    expect(journal.factAt('1/1/1')).toEqual({ ...two, readings: [of('d/2')] })
    expect(journal.factAt('2/0')).toEqual(record)
    for (const nothing of ['1/0', '1/1/2', '1/2', '3/0', '9/0']) expect(journal.factAt(nothing)).toBeNull()
    const refusal = { reason: 'no', blame: 'ours', path: '', record: null } as const
    const withdrawn = [{ ...refusal, place: '1/1/1' }, refusal]
    journal.append([draftOf('a', { outcome: 'withdrawn', quarantined: withdrawn })])
    const listed = journal.quarantined('a', 9)
    expect(listed.map(entry => entry.place)).toEqual([undefined, '1/1/1'])
    expect([journal.isWithdrawn('1/1/1'), journal.isWithdrawn('1/1/0')]).toEqual([true, false])
    journal.append([draftOf('a', { outcome: 'replayed', settles: [listed[1]!.id] })])
    expect(journal.isWithdrawn('1/1/1')).toBe(true)
  })

  test('[JRN5] what was refused is listed, page by page, until an entry settles it', () => {
    const journal = open()
    const refused = (path: string) => ({
      reason: 'not a date',
      blame: 'upstream' as const,
      path,
      record: { x: '***' },
    })
    journal.append([draftOf('a', { quarantined: [refused('one'), refused('two')] })])
    journal.append([draftOf('b', { quarantined: [refused('three')] })])
    const listed = journal.quarantined('a', 10)
    expect(listed.map(entry => [entry.seq, entry.path, entry.blame])).toEqual([
      [1, 'two', 'upstream'],
      [1, 'one', 'upstream'],
    ])
    expect(listed[0]?.record).toEqual({ x: '***' })
    expect(journal.read(0, 1)[0]?.quarantined).toEqual([])
    expect(journal.quarantined('a', 10, listed[0]!.id).map(entry => entry.path)).toEqual(['one'])
    journal.append([draftOf('a', { outcome: 'replayed', settles: [listed[0]!.id] })])
    expect(journal.quarantined('a', 10).map(entry => entry.path)).toEqual(['one'])
    expect(journal.quarantined('b', 10)).toHaveLength(1)
  })

  test('[JRN21] what was discarded is listed no more, and an entry of several records says of how many', () => {
    const journal = open()
    const refused = { reason: 'x', blame: 'upstream' as const, path: 'a', record: null }
    journal.append([draftOf('a', { quarantined: [refused, { ...refused, count: 37 }] })])
    const [many, one] = journal.quarantined('a', 9)
    expect([many?.count, one?.count]).toEqual([37, undefined])
    journal.append([draftOf('a', { outcome: 'discarded', reason: '演示', discards: [many!.id] })])
    expect(journal.quarantined('a', 9).map(({ id }) => id)).toEqual([one?.id])
    expect(journal.read(1, 1)[0]).toMatchObject({ outcome: 'discarded', reason: '演示' })
  })

  test('[JRN15] of what was refused the newest of a feed are kept, and each feed has its own', () => {
    const journal = open()
    const refused = (path: string) => ({ reason: 'x', blame: 'upstream' as const, path, record: null })
    journal.append([draftOf('b', { quarantined: [refused('of another')] })])
    const pages = MOST_QUARANTINED / 500 + 1
    for (let page = 0; page < pages; page++)
      journal.append([
        draftOf('a', { quarantined: Array.from({ length: 500 }, (_, i) => refused(`${page}/${i}`)) }),
      ])
    const kept = journal.quarantined('a', 2 * MOST_QUARANTINED)
    expect(kept).toHaveLength(MOST_QUARANTINED)
    expect([kept[0]?.path, kept.at(-1)?.path]).toEqual([`${pages - 1}/499`, '1/0'])
    expect(journal.quarantined('b', 10)).toHaveLength(1)
  })
}

/** A journal that is opened again and again, and of which copies are made. */
export interface Opened {
  readonly open: () => Journal
  readonly copy: () => Opened
}

/** What cursors mean after restarts and restores. */
export function runsContract(fresh: () => Opened): void {
  const append = (journal: Journal, entries: number) =>
    void journal.append(Array.from({ length: entries }, () => draftOf('a')))

  test('[JRN16] what was told in an earlier run is known, up to where that run ended', () => {
    const opened = fresh()
    const first = opened.open()
    append(first, 3)
    expect([first.holds(first.run, 3), first.holds(first.run, 4)]).toEqual([true, false])
    first.close()
    const second = opened.open()
    expect(second.run).not.toBe(first.run)
    append(second, 2)
    expect([second.holds(first.run, 3), second.holds(second.run, 5)]).toEqual([true, true])
    expect([second.holds(first.run, 4), second.holds('another', 1)]).toEqual([false, false])
  })

  test('[JRN16] after a restore what came after the copy means nothing, however far it has gone on since', () => {
    const opened = fresh()
    const lost = opened.open()
    append(lost, 3)
    const copy = opened.copy()
    append(lost, 5)
    lost.close()
    const restored = copy.open()
    append(restored, 9)
    expect([restored.holds(lost.run, 3), restored.holds(lost.run, 4), restored.holds(lost.run, 8)]).toEqual([
      true,
      false,
      false,
    ])
    restored.close()
    // The same copy once more: what was told of the first one is another history too.
    const again = copy.copy().open()
    expect([again.head(), again.holds(restored.run, 5)]).toEqual([12, true])
    const twice = opened.copy().open()
    append(twice, 9)
    expect([twice.holds(restored.run, 3), twice.holds(lost.run, 8)]).toEqual([false, true])
  })

  test('[JRN16] a run that appended nothing is forgotten, and harms no other', () => {
    const opened = fresh()
    const first = opened.open()
    append(first, 3)
    first.close()
    const idle = opened.open()
    idle.close()
    const second = opened.open()
    append(second, 1)
    expect([second.holds(first.run, 3), second.holds(first.run, 4)]).toEqual([true, false])
  })
}
