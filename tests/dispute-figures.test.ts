import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createDispute } from '../mock-data/dispute/dispute.ts'
import { createDisputeModel, type Dispute } from '../mock-data/dispute/model.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { DAY, startOfDay, dayNumber } from '../shared/calendar/civil.ts'
import { LEVELS, LEVEL_CODES, TYPES } from '../shared/kinds/dispute/codes.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const MONTH = Date.parse('2026-11-01T00:00:00+08:00')

const pretend = cityForTests({ at: AT })
const model = createDisputeModel(pretend)
const all = model.until(NOW)
const { take, shown, cell, rowsOf } = createIntake(NOW, ['dispute'])
afterAll(() => pretend.remove())

const { feeds } = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})

/** How many rows each table has. */
const ROWS = {
  'dispute-cases': all.length,
  'dispute-case-steps': all.reduce((sum, { steps }) => sum + steps.filter(({ at }) => at <= NOW).length, 0),
}

beforeAll(async () => {
  const running = await createDispute(pretend, model).start()
  for (const [id, expected] of Object.entries(ROWS)) {
    const settings = { ...feeds.find(feed => feed.id === id)!.settings, everySeconds: 1 }
    const feed = feedForTests(settings, {
      ...{ now: pretend.clock.now, fileOf: path => `${pretend.folder}/${path}` },
    })
    const asking = connectors.get('sql-poll')!.start(feed.access)
    await eventually(
      () => feed.records().length >= expected,
      () => feed.failures,
    )
    await asking.stop()
    expect([feed.failures, feed.unreadable()], id).toEqual([[], []])
    take(id, feed.records())
  }
  await running.stop()
}, 60_000)

/** As its upstream knows it: what has happened, who has it, and by whom it was settled. */
function standing({ level, steps }: Dispute) {
  const past = steps.filter(({ at }) => at <= NOW)
  const held = past.flatMap(({ to }) => (to === null ? [] : [to])).at(-1) ?? level
  const names = past.map(({ name }) => name)
  const agreed = past.find(({ name }) => name === '达成协议')
  const settled = agreed !== undefined && !names.includes('未履行') ? agreed : null
  const over = settled ?? past.find(({ name }) => name === '引导' || name === '撤回') ?? null
  return { held, settled, over }
}
const stand = new Map(all.map(each => [each.no, standing(each)]))
const inMonth = (at: number | undefined) => at !== undefined && at >= MONTH
const settledNow = [...stand.values()].filter(({ settled }) => inMonth(settled?.at))

test('[RFG18] every dispute stands as its platform has it, in its community or town', () => {
  const rows = rowsOf('dispute/')
  expect(rows.size).toBe(all.length)
  for (const each of all) {
    const { row } = rows.get(each.no)!
    const { held, settled, over } = stand.get(each.no)!
    expect(row, each.no).toMatchObject({
      ...{ title: each.title, parties: each.parties, event: each.registeredAt, marks: [] },
      ...{ open: over === null, settledAt: settled?.at ?? null, inHand: false },
    })
    expect([LEVELS[row['level'] as 'town'].zh, TYPES[row['type'] as 'other'].zh], each.no).toEqual([
      ...[held, each.sort.name],
    ])
    expect((row['area'] as string).startsWith(each.town.code) || row['area'] === each.town.code).toBe(true)
  }
})

test('[RFG18] (LYX-17, IOC-11) today, open and overdue are counted as the platform knows them', () => {
  const today = startOfDay(dayNumber(NOW))
  expect(shown('dispute.today')).toBe(all.filter(({ registeredAt }) => registeredAt >= today).length)
  const open = all.filter(({ no }) => stand.get(no)!.over === null)
  expect(shown('dispute.open')).toBe(open.length)
  expect(open.length).toBeGreaterThan(100)
  const untaken = open.filter(({ steps, registeredAt }) => {
    const past = steps.filter(({ at }) => at <= NOW)
    const since = past.at(-1)?.name === '上报' ? past.at(-1)!.at : past.length === 0 ? registeredAt : null
    return since !== null && since + 3 * DAY < NOW
  })
  expect(shown('dispute.overdue') ?? 0).toBeGreaterThanOrEqual(untaken.length)
  expect(shown('dispute.overdue') ?? 0).toBeLessThan(open.length / 5)
  for (const level of LEVEL_CODES)
    expect(shown('dispute.open.level', level) ?? 0, level).toBe(
      open.filter(({ no }) => stand.get(no)!.held === LEVELS[level].zh).length,
    )
})

test('[RFG18] (LYX-17) 就地化解率 is what village and town settled of all that was settled, and levels add up', () => {
  const near = settledNow.filter(({ held }) => held === '村' || held === '镇')
  expect(cell('dispute.near.month')).toEqual({ n: near.length, d: settledNow.length })
  expect(shown('dispute.settled.month')).toBe(settledNow.length)
  const byLevel = LEVEL_CODES.map(level => shown('dispute.resolved.level', level) ?? 0)
  expect(byLevel).toEqual(
    LEVEL_CODES.map(level => settledNow.filter(({ held }) => held === LEVELS[level].zh).length),
  )
  expect(byLevel.reduce((a, b) => a + b, 0)).toBe(settledNow.length)
  const over = [...stand.values()].filter(each => inMonth(each.over?.at))
  expect(cell('dispute.settled-rate.month')).toEqual({ n: settledNow.length, d: over.length })
})
