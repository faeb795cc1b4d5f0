import { expect, test, vi } from 'vitest'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import { NO_COUNTS, type Batch, type Draft } from '../../shared/model/batch.ts'
import type { Fact } from '../../shared/model/fact.ts'
import { createJudge } from '../intake/judge.ts'
import { draftOf } from './journal.contract.ts'
import { memoryJournal } from './memory-journal.ts'
import { Writer } from './writer.ts'

function setUp(over: { append?: (drafts: readonly Draft[]) => Batch[] } = {}) {
  const journal = memoryJournal('m')
  const commits: string[][] = []
  const folded: number[] = []
  const append = over.append ?? (drafts => journal.append(drafts))
  const watched = {
    ...journal,
    append(drafts: readonly Draft[]) {
      commits.push(drafts.map(draft => draft.feed))
      return append(drafts)
    },
  }
  const writer = new Writer({
    journal: watched,
    judge: draft => draft,
    attempted: () => undefined,
    committed: batches => folded.push(...batches.map(batch => batch.seq)),
    clock: () => performance.now(),
  })
  return { journal, writer, commits, folded }
}

const ticks = (n: number): Fact[] => Array.from({ length: n }, (_, at) => ({ type: 'tick', at }))

test('[WRT1] drafts of one gap share a commit and each submitter hears of its own', async () => {
  const { writer, commits } = setUp()
  const batches = await Promise.all(['a', 'b', 'c'].map(feed => writer.submit(draftOf(feed))))
  expect(commits).toEqual([['a', 'b', 'c']])
  expect(batches.map(batch => [batch.feed, batch.seq])).toEqual([['a', 1], ['b', 2], ['c', 3]]) // oxfmt-ignore
})

test('[WRT2] [WRT4] a flooding feed fills its commits, and another feed is in the next one all the same', async () => {
  const { writer, commits } = setUp()
  const flood = Array.from({ length: 30 }, () => writer.submit(draftOf('flood', { facts: ticks(400) })))
  const quiet = writer.submit(draftOf('quiet', { facts: ticks(1) }))
  await Promise.all([...flood, quiet])
  expect(commits[0]).toContain('quiet')
  for (const commit of commits) expect(commit.filter(feed => feed === 'flood').length).toBeLessThanOrEqual(3)
  const huge = setUp()
  await huge.writer.submit(draftOf('a', { facts: ticks(5_000) }))
  expect(huge.commits).toEqual([['a']])
})

test('[WRT4] a fact of many readings weighs as many as it has', async () => {
  const { writer, commits } = setUp()
  const readings = Array.from({ length: 400 }, (_, at) => ({ device: 'd', at, area: '', values: { v: 1 } }))
  const facts: Fact[] = [{ type: 'readings', kind: 'k', readings }]
  await Promise.all(Array.from({ length: 9 }, () => writer.submit(draftOf('flood', { facts }))))
  expect(commits.map(commit => commit.length)).toEqual([3, 3, 3])
})

test('[WRT3] a failed commit is heard by all its submitters, nothing is folded, and the next one works', async () => {
  let full = true
  const real = memoryJournal('m')
  const { writer, folded } = setUp({
    append(drafts) {
      if (full) throw new Error('database or disk is full')
      return real.append(drafts)
    },
  })
  const results = await Promise.allSettled([writer.submit(draftOf('a')), writer.submit(draftOf('b'))])
  expect(results.map(result => result.status)).toEqual(['rejected', 'rejected'])
  expect(folded).toEqual([])
  full = false
  expect((await writer.submit(draftOf('a'))).seq).toBe(1)
  expect(folded).toEqual([1])
})

test('[WRT8] a draft that cannot be judged is rejected alone, and what it brought first is no repeat for the others', async () => {
  const journal = memoryJournal('m')
  const judge = createJudge(() => ({
    now: START,
    oldestReading: 0,
    isHeard: () => false,
    marksOf: () => null,
    isFailing: () => false,
    thing: id => {
      if (id === 'x/poison') throw new Error('no such table')
      return null
    },
  }))
  const folded: number[] = []
  const writer = new Writer({
    journal,
    judge: draft => judge.judge(draft),
    attempted: () => judge.settled(),
    committed: batches => (judge.kept(batches), folded.push(...batches.map(({ seq }) => seq))),
    clock: () => performance.now(),
  })
  const send = (feed: string, ...ids: string[]) =>
    writer.submit(
      draftOf(feed, {
        counts: { ...NO_COUNTS, received: ids.length, accepted: ids.length },
        facts: ids.map(id => ticketFact({ id })),
      }),
    )
  const results = await Promise.allSettled([
    send('a', 'x/1'),
    send('bad', 'x/2', 'x/poison'),
    send('b', 'x/2', 'x/3'),
    send('worse', 'x/poison'),
  ])
  const said = results.map(result => (result.status === 'fulfilled' ? result.value.counts.accepted : String(result.reason))) // oxfmt-ignore
  expect(said).toEqual([
    1,
    'Error: a report of feed "bad" could not be judged: Error: no such table',
    2,
    'Error: a report of feed "worse" could not be judged: Error: no such table',
  ])
  expect(journal.read(0, 9).map(({ feed }) => feed)).toEqual(['a', 'b'])
  expect(folded).toEqual([1, 2])
  await expect(send('bad', 'x/poison')).rejects.toThrow('feed "bad"')
  expect((await send('bad', 'x/4')).seq).toBe(3)
})

test('[WRT5] stopping writes what waits and refuses more', async () => {
  const { writer, journal } = setUp()
  const waiting = [writer.submit(draftOf('a')), writer.submit(draftOf('b'))]
  await writer.stop()
  await Promise.all(waiting)
  expect(journal.head()).toBe(2)
  await expect(writer.submit(draftOf('c'))).rejects.toThrow('stopping')
})

test('[WRT6] folded after the commit and before anybody is told', async () => {
  const order: string[] = []
  const journal = memoryJournal('m')
  const writer = new Writer({
    journal: { ...journal, append: drafts => (order.push('commit'), journal.append(drafts)) },
    judge: draft => (order.push('judge'), draft),
    attempted: () => order.push('attempted'),
    committed: () => order.push('fold'),
    clock: () => performance.now(),
  })
  await writer.submit(draftOf('a')).then(() => order.push('told'))
  expect(order).toEqual(['judge', 'commit', 'fold', 'attempted', 'told'])
})

test('[WRT7] (F-10) a commit waits three times what the disk took for the last one, but a full one for nothing', async () => {
  vi.useFakeTimers()
  try {
    let now = 0
    const pass = async (ms: number) => {
      now += ms
      await vi.advanceTimersByTimeAsync(ms)
    }
    const memory = memoryJournal('m')
    const commits: number[] = []
    const journal = {
      ...memory,
      append(drafts: readonly Draft[]) {
        commits.push(drafts.reduce((sum, draft) => sum + draft.facts.length, 0))
        now += 50
        return memory.append(drafts)
      },
    }
    const writer = new Writer({
      journal,
      judge: draft => draft,
      committed: () => undefined,
      attempted: () => undefined,
      clock: () => now,
    })
    const done = [writer.submit(draftOf('a', { facts: ticks(1) }))]
    await pass(0)
    expect(commits).toEqual([1])
    done.push(writer.submit(draftOf('a', { facts: ticks(600) })))
    await pass(149)
    expect(commits).toEqual([1])
    done.push(writer.submit(draftOf('b', { facts: ticks(500) })))
    await pass(0)
    expect(commits).toEqual([1, 1_100])
    done.push(writer.submit(draftOf('a', { facts: ticks(2) })))
    await pass(149)
    expect(commits).toEqual([1, 1_100])
    await pass(1)
    expect(commits).toEqual([1, 1_100, 2])
    await Promise.all(done)
  } finally {
    vi.useRealTimers()
  }
})
