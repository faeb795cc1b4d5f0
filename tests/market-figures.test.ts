import { afterAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { batchOf as batchTime, exchangeColumns } from '../mock-data/govsvc/batches.ts'
import { createGovsvcModel } from '../mock-data/govsvc/model.ts'
import { changesOf, localTime } from '../mock-data/govsvc/rows.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-23T10:24:00+08:00'
const NOW = Date.parse(AT)

const pretend = cityForTests({ at: AT })
afterAll(() => pretend.remove())

test('[RFG4] (IOC-11) what the offices of market supervision accepted today is counted for whoever watches over entities', () => {
  const all = createIntake(NOW, ['service-case'])
  const today = [...createGovsvcModel(pretend, { volume: 0.2 }).truth(NOW)]
    .map(({ of }) => of)
    .filter(({ acceptAt }) => acceptAt <= NOW && localTime(acceptAt).startsWith(AT.slice(0, 10)))
  all.take(
    'govsvc-accept',
    today.flatMap(of =>
      changesOf(pretend, of)
        .filter(({ table, at }) => table === 'accept' && at <= NOW)
        .map(({ guid, at, row }) => ({ ...exchangeColumns(guid, 'U', batchTime(at)), ...row() })),
    ),
  )
  const theirs = today.filter(({ item }) => item.department.name.endsWith('市场监管局'))
  expect(theirs.length).toBeGreaterThan(0)
  expect(today.length).toBeGreaterThan(theirs.length)
  expect(all.shown('market.cases.today')).toBe(theirs.length)
})
