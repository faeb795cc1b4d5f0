import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createMatterModel, isTransfer, standingAt, type Matter } from '../mock-data/utility/matters.ts'
import { createUtility } from '../mock-data/utility/utility.ts'
import { dayNumber } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'
import { toldThrough } from './told-by-tables.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const MONTH = Date.parse('2026-11-01T00:00:00+08:00')

const pretend = cityForTests({ at: AT })
const model = createMatterModel(pretend)
const matters = model.until(NOW)
const outages = matters.filter(matter => !isTransfer(matter))
const transfers = matters.filter(isTransfer)
const intake = createIntake(NOW, ['utility-firm', 'utility-matter'])
beforeAll(async () => {
  await toldThrough(pretend, createUtility(pretend), intake, {
    ...{ 'utility-firms': model.firms.length, 'utility-outages': outages.length },
    'utility-transfers': transfers.length,
  })
}, 60_000)
afterAll(() => pretend.remove())

const standing = (matter: Matter) => standingAt(matter, NOW)
const isOpen = (matter: Matter) => standing(matter).doneAt === null && standing(matter).stop !== '用户撤回'
const count = (all: readonly Matter[], of: (matter: Matter) => boolean) => all.filter(of).length

test('[RFG52] (IOC-19) the 26 firms, their outages and transfers stand as the platform has them', () => {
  const { rowsOf, shown } = intake
  expect(shown('utility.firms')).toBe(26)
  const rows = rowsOf('utility/')
  for (const { no, name, accounts } of model.firms)
    expect(rows.get(no)?.row, no).toMatchObject({ name, accounts, kind: 'utility-firm' })
  for (const matter of matters) {
    const { doneAt, stop } = standing(matter)
    expect(rows.get(matter.no)?.row, matter.no).toMatchObject({
      ...{ number: matter.no, firm: matter.firm.name, event: matter.at, doneAt },
      ...{ households: matter.households, registration: matter.registration },
      state: stop === '用户撤回' ? 'void' : doneAt !== null ? 'done' : stop === null ? 'going' : 'held',
    })
  }
})

test('[RFG52] outages now, homes without, and those of the month by firm are those of the platform', () => {
  const { shown } = intake
  const open = outages.filter(isOpen)
  expect(shown('utility.outages') ?? 0).toBe(open.length)
  expect(shown('utility.outages.households') ?? 0).toBe(open.reduce((sum, each) => sum + each.households!, 0))
  expect(shown('utility.outages.late') ?? 0).toBe(count(open, ({ dueAt }) => dueAt! < NOW))
  const ofMonth = outages.filter(({ at }) => at >= MONTH)
  expect(shown('utility.outages.month')).toBe(ofMonth.length)
  for (const { name } of model.firms)
    expect(shown('utility.outages.firm', name) ?? 0, name).toBe(
      count(ofMonth, ({ firm }) => firm.name === name),
    )
})

test('[RFG52] transfers of today, of the month and by firm, open and in time, too', () => {
  const { shown, cell } = intake
  const lastDay = ({ at }: Matter) => pretend.calendar.add(dayNumber(at), 1)
  expect(shown('utility.transfers.today') ?? 0).toBe(
    count(transfers, ({ at }) => dayNumber(at) === dayNumber(NOW)),
  )
  const ofMonth = transfers.filter(({ at }) => at >= MONTH)
  expect(shown('utility.transfers.month')).toBe(ofMonth.length)
  expect(shown('utility.transfers.open')).toBe(count(transfers, isOpen))
  const due = transfers.filter(matter => {
    const { doneAt, stop } = standing(matter)
    const isCounted = doneAt !== null || stop === null
    return isCounted && lastDay(matter) >= dayNumber(MONTH) && lastDay(matter) < dayNumber(NOW)
  })
  const inTime = due.filter(matter => {
    const { doneAt } = standing(matter)
    return doneAt !== null && dayNumber(doneAt) <= lastDay(matter)
  })
  expect(cell('utility.transfers.on-time.month')).toEqual({ n: inTime.length, d: due.length })
  for (const { name } of model.firms)
    expect(shown('utility.transfers.firm', name) ?? 0, name).toBe(
      count(ofMonth, ({ firm }) => firm.name === name),
    )
})
