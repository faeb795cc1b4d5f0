import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsFor } from '../../shared/calendar/arbitraries.fixture.ts'
import { compileCalendar } from '../../shared/calendar/calendar.ts'
import { DAY } from '../../shared/calendar/civil.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import { laidOver, type HolidayNotice } from '../../shared/calendar/holiday-notice.ts'
import { chinaDocument, instant } from '../../shared/calendar/naive.fixture.ts'
import { noticeOf2027 } from '../../shared/calendar/notice-2027.fixture.ts'
import { NO_PAUSES } from '../../shared/calendar/pauses.ts'
import { apply } from '../../shared/city/apply.ts'
import { createCity, type Published } from '../../shared/city/city.ts'
import { settle } from '../../shared/city/settle.ts'
import { areas, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import type { Kind, Thing } from '../../shared/kinds/kind.ts'
import { canonical } from '../../shared/model/digest.ts'
import { ownDraft, type Engine } from './engine.ts'
import { isNotice, noticeFact, noticesIn, type PublishedNotice } from './notices.ts'
import { cellsOf } from './recount-life.fixture.ts'
import type { InForce } from './recall.ts'
import { cityFolders, ticketEngine } from './ticket-engine.fixture.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

const START = instant('2026-12-24 09:00')
const folders = cityFolders('notices')

/** Due so many working days after its event, while it is open and afterwards. */
const dated: Kind = {
  ...ticket,
  derive(thing, env) {
    const derived = ticket.derive(thing, env)
    if (derived === null) return null
    const { row } = derived
    const limit = { n: row['amount'] as number, unit: 'workday' } as const
    const due = dueAt(row['event'] as number, limit, env.calendar, NO_PAUSES).at as number
    const open = row['open'] === true
    return {
      ...derived,
      row: {
        ...row,
        dueAt: due,
        overdue: open && env.now > due,
        onTime: !open && Number(row['closedAt']) <= due,
      },
      nextAt: open && env.now <= due ? due + 1 : null,
    }
  },
}

const under = (notices: readonly HolidayNotice[]): InForce => {
  const document = laidOver(chinaDocument, notices)
  const calendar = compileCalendar(document)
  return {
    calendarOf: () => calendar,
    digest: canonical(document.coverage) + Object.keys(document.holidays).length,
    metrics: ticketMetrics,
  }
}
const inForce = (known: ReadonlyMap<string, Published>) => under(noticesIn(known))
const documents = { ...{ areas, kinds: [dated], inForce }, ...under([]) }
const takeUp = (engine: Engine) => engine.takeUp(inForce(engine.city.documents))

const first = noticeOf2027()
/** The festival is made longer while it is near. */
const second: HolidayNotice = {
  ...first,
  from: '2027-01-10',
  holidays: { ...first.holidays, '2027-02-12': '春节' },
  workdays: Object.fromEntries(Object.entries(first.workdays).filter(([date]) => date >= '2027-01-10')),
}
const publishedOf = (notice: HolidayNotice, n: number): PublishedNotice => ({
  ...{ ...notice, id: `cn.2027.${n}`, at: START, source: '演示', corrections: [] },
})

class Life {
  readonly folder = folders.fresh()
  now = START
  notices = 0
  engine: Engine
  constructor() {
    this.engine = this.open()
  }
  open(): Engine {
    const db = folders.open(this.folder)
    db.exec('PRAGMA synchronous = OFF')
    const engine = ticketEngine(db, { documents, now: () => this.now, recountAtOnce: 1 })
    engine.onPublished(() => takeUp(engine))
    return engine
  }
  put(notice: HolidayNotice): Promise<unknown> {
    return this.engine.submit(ownDraft(this.now, [noticeFact(publishedOf(notice, ++this.notices))]))
  }
}

/** Everything that was ever journaled, counted from nothing under the calendars that the journal has. */
function fromNothing({ engine }: Life) {
  const batches = engine.journal.read(0, 100_000)
  const facts = batches.flatMap(batch => batch.facts.filter(isNotice))
  const notices = noticesIn(new Map(facts.map(fact => [`holiday-notice/${fact.id}`, fact])))
  const city = createCity({ ...documents, ...under(notices), now: START })
  const things = new Map<string, Thing>()
  for (const batch of batches) {
    apply(city, batch, id => things.get(id) ?? null)
    for (const [id, { thing }] of city.changed) things.set(id, thing)
  }
  settle(city)
  return cellsOf(city)
}
function shown({ engine }: Life) {
  engine.flush()
  return cellsOf(engine.city)
}
const countAll = ({ engine }: Life) => {
  while (!engine.recountStep());
}

const record = fc
  .record({ n: fc.nat(6), version: fc.nat(6), days: fc.nat(60), closes: fc.boolean(), after: fc.nat(50) })
  .map(({ n, version, days, closes, after }) => {
    const fields = { topic: 'a', amount: days, items: [], dueAt: START }
    const event = START - 20 * DAY + after * (DAY / 2)
    return ticketFact({
      id: `x/${n}`,
      part: closes ? 'close' : 'main',
      version,
      fields,
      event,
      at: START,
      hash: `${days}`,
    })
  })

type Step =
  | { readonly do: 'send'; readonly facts: readonly ReturnType<typeof ticketFact>[] }
  | { readonly do: 'tick'; readonly days: number }
  | { readonly do: 'count'; readonly steps: number }
  | { readonly do: 'checkpoint' | 'kill' | 'stop' }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('send' as const), facts: fc.array(record, { maxLength: 4 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tick' as const), days: fc.nat(9) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('count' as const), steps: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'checkpoint' }, { do: 'kill' }, { do: 'stop' }) },
)

async function take(life: Life, one: Step): Promise<void> {
  const { engine } = life
  if (one.do === 'send') await engine.submit({ ...ownDraft(life.now, one.facts), feed: 'tickets' })
  if (one.do === 'tick') {
    life.now += one.days * DAY
    await engine.tick()
  }
  if (one.do === 'count') for (let i = 0; i < one.steps; i++) engine.recountStep()
  if (one.do === 'checkpoint') engine.checkpoint()
  if (one.do === 'stop') await engine.stop()
  if (one.do === 'stop' || one.do === 'kill') life.engine = life.open()
}

async function takeAll(
  life: Life,
  during: readonly Step[],
  seen: { beside: number; killed: number },
): Promise<void> {
  for (const one of during) {
    if (life.engine.recounting !== null && one.do === 'send') seen.beside++
    if (life.engine.recounting !== null && (one.do === 'kill' || one.do === 'stop')) seen.killed++
    await take(life, one)
  }
}

const steps = (minLength: number, maxLength: number) => fc.array(step, { minLength, maxLength })

test(
  '[ENG19] a city into which notices came equals one counted from nothing under them, whatever comes when, and however often it is killed',
  { timeout: timeLimit(240) },
  async () => {
    const seen = { beside: 0, killed: 0, moved: 0 }
    await fc.assert(
      fc.asyncProperty(
        steps(2, 12),
        steps(2, 20),
        steps(1, 12),
        fc.boolean(),
        async (before, during, after, killed) => {
          const life = new Life()
          for (const one of before) await take(life, one)
          countAll(life)
          const unmoved = shown(life)
          await life.put(first)
          // Right behind the notice, before any checkpoint has it.
          if (killed) life.engine = life.open()
          await takeAll(life, during, seen)
          await life.put(second)
          for (const one of after) await take(life, one)
          countAll(life)
          const whole = fromNothing(life)
          expect(shown(life)).toEqual(whole)
          if (canonical(unmoved) !== canonical(whole)) seen.moved++
          // What was saved is whole: the next start has nothing to count.
          life.engine.checkpoint()
          life.engine = life.open()
          expect(life.engine.recounting).toBeNull()
          expect(shown(life)).toEqual(whole)
        },
      ),
      runsFor(process.env)(50),
    )
    expect([seen.beside > 20, seen.killed > 5, seen.moved > 20]).toEqual([true, true, true])
  },
)

test('[ENG19] [ENG20] a process that dies right behind a notice comes back under it; without any its shape is what it was', async () => {
  const life = new Life()
  const due = (): unknown => life.engine.city.held.get('x/1')?.derived?.row['dueAt']
  const fields = { topic: 'a', amount: 40, items: [], dueAt: START }
  await life.engine.submit({
    ...ownDraft(START, [ticketFact({ id: 'x/1', event: START, fields })]),
    feed: 'tickets',
  })
  expect(due()).toBe(instant('2027-02-24') - 1)
  await life.engine.stop()
  life.engine = life.open()
  expect(life.engine.recounting).toBeNull()
  life.engine.onPublished(() => undefined)
  const { epoch } = life.engine
  await life.put(first)
  // It is in the journal, and nothing has taken it up.
  expect([due(), life.engine.epoch]).toEqual([instant('2027-02-24') - 1, epoch])
  life.engine = life.open()
  countAll(life)
  expect(due()).toBe(instant('2027-02-25') - 1)
  expect(life.engine.city.movedDues.get('ticket')).toBe(1)
})

test('[ENG20] taken up in a running city: the picture of before until all is counted, then another epoch', async () => {
  const life = new Life()
  const { engine } = life
  const fields = { topic: 'a', amount: 40, items: [], dueAt: START }
  await engine.submit({
    ...ownDraft(START, [ticketFact({ id: 'x/1', event: START, fields })]),
    feed: 'tickets',
  })
  const before = shown(life)
  const { epoch } = engine
  await life.put(first)
  expect([engine.recounting, takeUp(engine)]).toEqual([{ done: 0, of: 1 }, 'same'])
  expect(engine.epoch).not.toBe(epoch)
  const picture = Object.fromEntries(
    [...engine.lastPicture!.cells].flatMap(([key, { json }]) => (json === null ? [] : [[key, json]])),
  )
  expect(picture).toMatchObject(before)
  expect([engine.lastPicture!.epoch, engine.flush()]).not.toContain(epoch)
  countAll(life)
  expect([engine.lastPicture, engine.recounting]).toEqual([null, null])
  expect(shown(life)).toEqual(fromNothing(life))
})
