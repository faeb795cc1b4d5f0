import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAlert } from '../mock-data/alert/alert.ts'
import { SEVERITIES } from '../mock-data/alert/hazards.ts'
import { createAlertModel } from '../mock-data/alert/model.ts'
import { isReadable } from '../mock-data/alert/warning.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { DAY } from '../shared/calendar/civil.ts'
import type { Value } from '../shared/model/value.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-12-16T10:00:00+08:00'
const NOW = Date.parse(AT)
/** So long before it is asked whenever something is published, so that messages come in that order, and cut ones before they are whole. */
const WATCHED = 12 * DAY
const LEVELS = ['blue', 'yellow', 'orange', 'red']

const pretend = cityForTests({ at: '2026-12-04T10:00:00+08:00', rates: { A17: 0.6, A7: 0.2 } })
const model = createAlertModel(pretend)
const truth = model.truth(NOW)
const active = truth.filter(state => state.active)
const levelOf = (state: (typeof truth)[number]) => LEVELS[SEVERITIES.indexOf(state.told.severity)]!

const instants = model
  .published(NOW)
  .flatMap(({ message: { publishedAt, mendedAt } }) => [publishedAt, mendedAt ?? publishedAt, NOW])
  .filter(at => at > NOW - WATCHED && at <= NOW)

const { take, shown, cell, rowsOf } = createIntake(NOW, ['warning'])
let unreadable = 0
afterAll(() => pretend.remove())

beforeAll(async () => {
  const running = await createAlert(pretend, { port: 0 }, model).start()
  const settings = { url: running.address, everySeconds: 1 }
  const feed = feedForTests(settings, { now: pretend.clock.now })
  const asking = connectors.get('cap-atom')!.start(feed.access)
  let taken = 0
  for (const at of new Set(instants.toSorted((a, b) => a - b))) {
    await pretend.clock.advance(at)
    // The page after the next was surely asked for by then.
    const asked = feed.asked()
    await eventually(
      () => feed.asked() >= asked + 2,
      () => feed.failures,
    )
    const records = feed.records()
    take('alert', records.slice(taken))
    taken = records.length
  }
  await asking.stop()
  await running.stop()
  unreadable = feed.unreadable().length
  expect(feed.failures).toEqual([])
}, 120_000)

test('[RFG10] every warning stands as its upstream knows it, whatever order its messages came in', () => {
  const rows = rowsOf('alert/')
  expect(truth.length).toBeGreaterThan(15)
  for (const state of truth) {
    const { warning, told, updates } = state
    const first = warning.messages[0]
    const row = rows.get(`demo.alert.liaoyang,${first.identifier}`)!.row
    expect(row, first.identifier).toMatchObject({
      ...{ number: first.identifier, state: state.state, active: state.active, real: true, updates },
      ...{ level: levelOf(state), expiresAt: told.expiresAt, event: first.sentAt },
      ...{ eventName: warning.event, department: warning.sender },
      area: warning.areas.length === 1 ? warning.areas[0]!.code : '211000',
    })
    const isWhole = isReadable(first, NOW)
    expect((row['marks'] as readonly string[]).includes('irregular'), first.identifier).toBe(!isWhole)
  }
})

test('[RFG10] (A7, A17) the order was wrong, messages were cut, and all of it was seen', () => {
  const isEarly = ({ messages: [alert, ...others] }: (typeof truth)[number]['warning']) =>
    others.some(({ publishedAt }) => publishedAt < alert.publishedAt)
  const watched = truth.filter(({ warning }) => warning.messages[0].sentAt > NOW - WATCHED)
  expect(watched.filter(({ warning }) => isEarly(warning)).length).toBeGreaterThan(0)
  expect(unreadable).toBeGreaterThan(0)
  expect(new Set(truth.map(({ state }) => state))).toEqual(
    new Set(['actual', 'updated', 'cancelled', 'expired']),
  )
})

/** Where the list has its column, after the id. */
const SENT_AT = 9

test('[RFG10] the numbers of the city are those of its warnings', () => {
  expect(active.length).toBeGreaterThan(3)
  const byLevel = LEVELS.map(level => active.filter(state => levelOf(state) === level).length)
  expect(LEVELS.map(level => shown('warning.active', level) ?? 0)).toEqual(byLevel)
  const list = cell('warning.active.list') as { total: number; rows: Value[][] }
  expect(list.total).toBe(active.length)
  const newest = active.map(({ told }) => told.sentAt).sort((a, b) => b - a)
  expect(list.rows.map(row => row[SENT_AT])).toEqual(newest)
  const highest = cell('warning.highest') as typeof list
  const gravest = Math.max(...active.map(({ told }) => SEVERITIES.indexOf(told.severity)))
  expect(highest.rows.map(([, level]) => level)).toEqual([LEVELS[gravest]])
  const month = Date.parse('2026-12-01T00:00:00+08:00')
  expect(shown('warning.issued.month')).toBe(
    truth.filter(({ warning }) => warning.messages[0].sentAt >= month).length,
  )
})
