import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { compileCalendar } from '../../shared/calendar/calendar.ts'
import { DAY } from '../../shared/calendar/civil.ts'
import type { CalendarDocument } from '../../shared/calendar/document.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import { chinaDocument, instant } from '../../shared/calendar/naive.fixture.ts'
import { ticket, ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { Kind, Row } from '../../shared/kinds/kind.ts'
import { NO_PAUSES } from '../../shared/calendar/pauses.ts'
import type { DocumentFact } from '../../shared/model/fact.ts'
import type { Engine } from '../engine/engine.ts'
import { ownDraft } from '../engine/engine.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { figuresText } from '../http/figures.ts'
import type { LiveSockets } from '../live/sockets.ts'
import { movedText, publish, startPublishing } from './publishing.ts'

let folder = ''
let lines: unknown[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-publishing-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const NOW = instant('2026-11-24 10:00')
const limitOf = (days: number) => ({ n: days, unit: 'workday' }) as const

/** Due so many working days after its event; with items, they are what is due, each after one day more. */
const dated: Kind = {
  ...ticket,
  derive(thing, env) {
    const derived = ticket.derive(thing, env)
    if (derived === null) return null
    const from = derived.row['event'] as number
    const days = derived.row['amount'] as number
    const due = (n: number) => dueAt(from, limitOf(n), env.calendar, NO_PAUSES).at
    const items = (derived.rows?.['items'] ?? []).map((row, i): Row => ({ ...row, dueAt: due(days + i) }))
    return { ...derived, row: { ...derived.row, dueAt: due(days) }, rows: { items } }
  },
}

function open(calendar: CalendarDocument): Engine {
  return ticketEngine(openDatabase(join(folder, 'city.db')), {
    documents: {
      ...{ kinds: [dated], metrics: [], digest: JSON.stringify(calendar) },
      calendarOf: () => compileCalendar(calendar),
    },
    now: () => NOW,
    recountAtOnce: 1,
  })
}

const published = (calendar: CalendarDocument, digest: string): DocumentFact => ({
  ...{ type: 'document', family: 'calendar', id: 'cn', digest },
  body: calendar,
})
const publishIn = (engine: Engine, fact: DocumentFact) =>
  publish(engine, [fact], () => NOW, (...line) => lines.push(line)) // oxfmt-ignore

const holiday = (...dates: readonly string[]): CalendarDocument => ({
  ...chinaDocument,
  holidays: { ...chinaDocument.holidays, ...Object.fromEntries(dates.map(date => [date, '停电'])) },
})
const ofDays = (id: string, amount: number, items: readonly number[] = []) =>
  ticketFact({ id, event: NOW, fields: { amount, items, dueAt: NOW + 400 * DAY } })

const recountAll = (engine: Engine) => {
  while (!engine.recountStep());
}

/** Wednesday becomes a day off: what is due on Tuesday stays, what is due later moves. */
async function moved(): Promise<Engine> {
  const first = open(chinaDocument)
  await publishIn(first, published(chinaDocument, 'old'))
  // Due on Tuesday itself, Wednesday, Thursday; and three items on Tuesday, Wednesday and Thursday.
  const facts = [ofDays('x/1', 0), ofDays('x/2', 1), ofDays('x/3', 2), ofDays('x/4', 0, [7, 7, 7])]
  await first.submit({ ...ownDraft(NOW, facts), feed: 'tickets' })
  await first.stop()
  return open(holiday('2026-11-25'))
}

test('[PUB1] a calendar that takes the place of another is journaled, and both are named', async () => {
  const first = open(chinaDocument)
  await publishIn(first, published(chinaDocument, 'old'))
  await publishIn(first, published(chinaDocument, 'old'))
  expect([first.journal.head(), lines]).toEqual([1, []])
  await publishIn(first, published(holiday('2026-11-25'), 'new'))
  const [entry] = first.journal.read(1, 9)
  expect(entry!.facts).toEqual([published(holiday('2026-11-25'), 'new')])
  const said = 'calendar cn is in force as new, in place of old'
  expect(lines).toEqual([['info', 'documents', said, { seq: entry!.seq }]])
  await first.stop()
})

test('[PUB2] due dates that another calendar moves are counted by kind: those of inner rows where they have dates', async () => {
  const engine = await moved()
  recountAll(engine)
  expect(Object.fromEntries(engine.city.movedDues)).toEqual({ ticket: 4 })
  expect(movedText(engine.city.movedDues)).toBe('due dates that moved: ticket 4')
  expect(figuresText(engine, { screens: 0 } as LiveSockets)).toContain(
    'liaowang_due_dates_moved{kind="ticket"} 4\n',
  )
  await engine.stop()
  // The same calendar again: what was said stays.
  const again = open(holiday('2026-11-25'))
  expect([again.recounting, again.city.movedDues.get('ticket')]).toEqual([null, 4])
  await again.stop()
  // And another one that moves nothing.
  const later = open(holiday('2026-11-25', '2026-12-25'))
  recountAll(later)
  expect([movedText(later.city.movedDues), later.city.movedDues.size]).toEqual(['', 0])
  await later.stop()
})

test('[PUB2] a date that moved is counted once, however often the counting is begun again', async () => {
  let engine = await moved()
  for (let steps = 1; steps < 6; steps++) {
    for (let i = 0; i < steps; i++) engine.recountStep()
    engine = open(holiday('2026-11-25'))
  }
  recountAll(engine)
  expect(engine.city.movedDues.get('ticket')).toBe(4)
  await engine.stop()
})

test('[PUB3] a start on a full disk does not wait for its documents: they are published once there is room', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    let errcode = 13
    let tries = 0
    const failures: unknown[] = []
    const publishNow = async () => {
      tries++
      if (errcode > 0) throw Object.assign(new Error('it was not written'), { errcode })
    }
    const stop = await startPublishing(publishNow, error => failures.push(error))
    await vi.advanceTimersByTimeAsync(10_000)
    expect([tries, failures]).toEqual([3, []])
    errcode = 0
    await vi.advanceTimersByTimeAsync(60_000)
    expect(tries).toBe(4)
    stop()
    errcode = 13
    const stopSoon = await startPublishing(publishNow, error => failures.push(error))
    stopSoon()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(tries).toBe(5)
    await startPublishing(publishNow, error => failures.push(error))
    // An error of the disk.
    errcode = 778
    await vi.advanceTimersByTimeAsync(60_000)
    expect([tries, failures.length]).toEqual([7, 1])
    await expect(startPublishing(publishNow, () => undefined)).rejects.toThrow('not written')
  } finally {
    vi.useRealTimers()
  }
})
