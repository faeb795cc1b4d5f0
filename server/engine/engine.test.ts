import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { cellValue } from '../../shared/city/city.ts'
import { areas, START, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { DocumentFact, Fact } from '../../shared/model/fact.ts'
import { openDatabase } from '../journal/database.ts'
import { changedDocuments } from './changed-documents.ts'
import { Engine, ownDraft } from './engine.ts'
import { SCENES_KEY } from '../../shared/model/cell.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function folder() {
  const made = mkdtempSync(join(tmpdir(), 'liaowang-engine-'))
  folders.push(made)
  return made
}

function open(dir: string, metrics: readonly MetricDocument[] = ticketMetrics, now = START) {
  const time = { now }
  const engine = new Engine({
    db: openDatabase(join(dir, 'city.db')),
    documents: { areas, calendarOf: () => ({}) as Calendar, kinds: [ticket], metrics, digest: 'd' },
    now: () => time.now,
    clock: () => performance.now(),
    onUncounted: (_, error) => {
      throw error
    },
    onFault: fault => {
      throw fault.error
    },
  })
  return { engine, time }
}

const recountAll = (engine: Engine) => {
  while (!engine.recountStep());
}

const draft = (...facts: Fact[]) => ({ ...ownDraft(START, facts), feed: 'tickets' })
const scene: DocumentFact = { type: 'document', family: 'scene', id: 's', digest: 'x', body: { id: 's' } }

const picture = ({ engine }: ReturnType<typeof open>) => {
  engine.flush()
  return Object.fromEntries(
    [...engine.city.cells].filter(([, cell]) => cell.json !== null).map(([key, cell]) => [key, cell.json]),
  )
}

test('[ENG1] [ENG2] what was acknowledged is there after a restart, with and without a checkpoint', async () => {
  const dir = folder()
  const first = open(dir)
  await first.engine.submit(draft(ticketFact({ id: 'x/1' }), ticketFact({ id: 'x/2', area: '211003' })))
  first.engine.checkpoint()
  await first.engine.submit(
    draft(ticketFact({ id: 'x/3' }), ticketFact({ id: 'x/1', part: 'close', event: START + 5 })),
  )
  const shown = picture(first)
  expect(cellValue(first.engine.city, 'all|211000||')).toBe(3)
  // The first process is gone without a word: nothing of it is closed or written.
  const second = open(dir)
  expect(picture(second)).toEqual(shown)
  const cursor = { epoch: first.engine.epoch, seq: first.engine.city.seq }
  expect(second.engine.epoch).not.toBe(cursor.epoch)
  expect(second.engine.goesOnFrom(cursor)).toBe(true)
  expect(second.engine.goesOnFrom({ ...cursor, seq: cursor.seq + 1 })).toBe(false)
  await second.engine.stop()
  const third = open(dir)
  expect(picture(third)).toEqual(shown)
  expect(third.engine.thing('x/1')?.parts['close']?.event).toBe(START + 5)
  await third.engine.stop()
})

test('[ENG3] under another shape the numbers are counted anew, and feeds and documents stand', async () => {
  const dir = folder()
  const first = open(dir)
  await first.engine.submit(ownDraft(START, [scene]))
  await first.engine.submit(
    draft(ticketFact({ id: 'x/1' }), ticketFact({ id: 'x/2', fields: { topic: 'b', dueAt: START + 9 } })),
  )
  const shown = picture(first)
  await first.engine.stop()
  const more = [
    ...ticketMetrics,
    { ...ticketMetrics[0]!, id: 'only.b', where: [['topic', '=', 'b']] } as MetricDocument,
  ]
  const second = open(dir, more)
  recountAll(second.engine)
  expect(second.engine.goesOnFrom({ epoch: first.engine.epoch, seq: 1 })).toBe(false)
  const anew = picture(second)
  expect(anew).toMatchObject({ ...shown, 'only.b|211000||': '1' })
  // What the feed last told of itself is no number, and is not counted anew.
  expect(anew['feed:tickets']).toBe(shown['feed:tickets'])
  expect(anew['doc:scene/s']).toBe('{"id":"s"}')
  await second.engine.stop()
})

test('[ENG4] who looks before the flush sees all that is folded, and the flush tells of each cell once, as it is', async () => {
  const { engine } = open(folder())
  await engine.submit(draft(ticketFact({ id: 'x/1' })))
  engine.settle()
  expect(engine.city.cells.get('all|211000||')?.value).toBe(1)
  await engine.submit(draft(ticketFact({ id: 'x/2' })))
  engine.settle()
  const told = engine.flush()
  const counts = told.filter(({ key }) => key === 'all|211000||')
  expect(counts.map(({ value, seq }) => [value, seq])).toEqual([[2, engine.city.seq]])
  expect(told.map(({ seq }) => seq)).toEqual(told.map(({ seq }) => seq).sort((a, b) => a - b))
  expect(engine.flush()).toEqual([])
  await engine.stop()
})

test('[ENG4] what a checkpoint settled is told at the next flush', async () => {
  const { engine } = open(folder())
  await engine.submit(draft(ticketFact({ id: 'x/1' })))
  engine.checkpoint()
  expect(engine.flush().map(cell => cell.key)).toContain('all|211000||')
  expect(engine.flush()).toEqual([])
  await engine.stop()
})

test('[ENG5] an unchanged document is not published again', async () => {
  const { engine } = open(folder())
  expect(changedDocuments(engine.city, [scene])).toEqual([scene])
  await engine.submit(ownDraft(START, [scene]))
  expect(changedDocuments(engine.city, [scene])).toEqual([])
  expect(changedDocuments(engine.city, [{ ...scene, digest: 'y' }])).toHaveLength(1)
  await engine.stop()
})

test('[ENG23] what is in force no more is taken away, and stays so after a start', async () => {
  const dir = folder()
  const { engine } = open(dir)
  await engine.submit(ownDraft(START, [scene]))
  engine.flush()
  const gone = changedDocuments(engine.city, [])
  expect(gone).toMatchObject([{ family: 'scene', id: scene.id, body: null }])
  await engine.submit(ownDraft(START, gone))
  // What the scenes lean on is told anew with it.
  expect(engine.flush().map(({ key, value }) => [key, value])).toEqual([
    [SCENES_KEY, {}],
    [`doc:scene/${scene.id}`, null],
  ])
  expect(changedDocuments(engine.city, [])).toEqual([])
  await engine.stop()
  const again = open(dir)
  expect([changedDocuments(again.engine.city, []), changedDocuments(again.engine.city, [scene])]).toEqual([
    [],
    [scene],
  ])
  await again.engine.stop()
})

test('[ENG6] a tick is journaled at the city time, and turns what is due', async () => {
  const { engine, time } = open(folder())
  await engine.submit(draft(ticketFact({ id: 'x/1' })))
  time.now = START + 3_600_001
  await engine.tick()
  engine.flush()
  expect(engine.journal.read(1, 9).map(batch => batch.facts)).toEqual([[{ type: 'tick', at: time.now }]])
  expect(cellValue(engine.city, 'overdue|211000||')).toBe(1)
  await engine.stop()
})

test('[FOLD16] a cell removed and forgotten between two checkpoints does not come back with the next start', async () => {
  const dir = folder()
  const { engine, time } = open(dir)
  await engine.submit(draft(ticketFact({ id: 'x/1' })))
  engine.checkpoint()
  await engine.submit(draft(ticketFact({ id: 'x/1', version: 2, op: 'drop' })))
  for (let hours = 1; hours <= 27; hours++) {
    time.now = START + hours * 3_600_000
    await engine.tick()
    engine.flush()
  }
  expect(engine.city.cells.has('all|211000||')).toBe(false)
  await engine.stop()
  const again = open(dir)
  expect(again.engine.city.cells.has('all|211000||')).toBe(false)
  expect(again.engine.city.removals).toEqual(engine.city.removals)
  expect(again.engine.city.removals.floor).toBeGreaterThan(0)
  await again.engine.stop()
})

test('[ENG11] whoever makes pictures hears of entries once they are folded in, and of nothing else', async () => {
  const { engine } = open(folder())
  const heard: unknown[] = []
  const batches: number[] = []
  engine.onFolded(() => heard.push(engine.city.seq))
  engine.onFolded(folded => batches.push(...folded.map(({ seq }) => seq)))
  await Promise.all([
    engine.submit(draft(ticketFact({ id: 'x/1' }))),
    engine.submit(draft(ticketFact({ id: 'x/2' }))),
  ])
  expect(heard).toEqual([2])
  engine.checkpoint()
  engine.flush()
  expect(heard).toEqual([2])
  await engine.tick()
  expect(heard).toEqual([2, 3])
  expect(batches).toEqual([1, 2, 3])
  await engine.stop()
})
