import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { utilityFirm } from './kind.ts'
import { TRADES } from './trades.ts'

const JOINED = instant('2021-08-01 09:00')
const firm = (fields: object) =>
  thingWith(utilityFirm, { main: partWith({ number: 'QY01', trade: 'water', ...fields }, { event: JOINED }) })

test('[UTF1] (IOC-19) a firm has its trade and its accounts, unknown where nobody told them', () => {
  expect(rowAt(utilityFirm, firm({ name: '演示供水一公司', accounts: 31_000 }), JOINED)).toMatchObject({
    ...{ name: '演示供水一公司', trade: 'water', accounts: 31_000 },
  })
  expect(rowAt(utilityFirm, firm({ name: '演示供水一公司' }), JOINED)['accounts']).toBeNull()
})

kindContract({
  kind: utilityFirm,
  things: fc
    .record({
      name: fc.constant('演示燃气公司'),
      trade: fc.constantFrom(...Object.keys(TRADES)),
      accounts: fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: null }),
    })
    .map(firm),
  instants: fc.constant(JOINED),
})
