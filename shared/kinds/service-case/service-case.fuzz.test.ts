import fc from 'fast-check'
import { MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import type { Part } from '../kind.ts'
import { ITEM_TYPES } from '../service-item/fields.ts'
import { partWith, thingWith } from '../thing.fixture.ts'
import { CASE_UNITS, CHANNELS, MEANS, OUTCOMES, RESULTS } from './fields.ts'
import { serviceCase } from './kind.ts'
import { STATIONS } from './stations.ts'

const START = instant('2026-11-20 09:00')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const moment = (days: number) => fc.integer({ min: -600, max: days * 1440 }).map(m => START + m * MINUTE)

type Made = Record<string, fc.Arbitrary<unknown>>
const partOf = (fields: Made, dropped = 0.1): fc.Arbitrary<Part> =>
  fc
    .tuple(fc.record(fields), fc.integer({ min: 0, max: 3 }), fc.float({ min: 0, max: 1, noNaN: true }))
    .map(([values, at, chance]) =>
      partWith(values as Fields, { at, event: START, op: chance < dropped ? 'drop' : 'put' }),
    )

const main = partOf(
  {
    caseNo: fc.constant('LYZW-1'),
    taskCode: maybe(fc.constant('T1')),
    itemName: maybe(fc.constant('施工许可')),
    type: maybe(fc.constantFrom(...ITEM_TYPES)),
    channel: maybe(fc.constantFrom(...CHANNELS)),
    department: maybe(fc.constant('市住建局')),
    acceptedAt: fc.option(moment(2), { nil: null, freq: 8 }),
    promisedLimit: fc.option(fc.integer({ min: 0, max: 25 }), { nil: null, freq: 8 }),
    promisedUnit: maybe(fc.constantFrom(...CASE_UNITS)),
    statutoryLimit: maybe(fc.nat(60)),
    statutoryUnit: maybe(fc.constantFrom(...CASE_UNITS)),
    systems: maybe(fc.constant(['容缺受理'])),
    mode: maybe(fc.constantFrom('committed', 'ordinary')),
    zone: maybe(fc.constant('演示园区')),
    investCode: maybe(fc.constant('2611-211000-04-01-000001')),
  },
  0,
)
const step = partOf({
  name: fc.constant('环节'),
  station: maybe(fc.constantFrom(...STATIONS)),
  startAt: moment(12),
  endAt: maybe(moment(12)),
  over: maybe(fc.boolean()),
  returned: fc.option(fc.boolean(), { nil: null, freq: 1 }),
  department: maybe(fc.constant('市住建局')),
})
const special = partOf({
  type: fc.constantFrom('extension', 'stop', 'stop'),
  startAt: moment(15),
  endAt: maybe(moment(25)),
  workdays: maybe(fc.integer({ min: 0, max: 10 })),
})
const result = partOf({
  result: fc.constantFrom(...RESULTS),
  resultAt: maybe(moment(30)),
  decidedBy: maybe(fc.constantFrom('演示园区', '市住建局')),
})
const rating = partOf({
  score: fc.integer({ min: 1, max: 5 }),
  ratedAt: moment(30),
  rectifiedAt: maybe(moment(40)),
})
const supervision = partOf({
  issuedAt: moment(30),
  signedAt: maybe(moment(30)),
  repliedAt: maybe(moment(30)),
  planAccepted: maybe(fc.boolean()),
})

const finding = partOf({
  means: fc.constantFrom(...MEANS),
  matter: fc.constant('窗口未一次告知'),
  foundAt: moment(30),
  outcome: maybe(fc.constantFrom(...OUTCOMES)),
  mendedAt: maybe(moment(40)),
  department: maybe(fc.constant('市住建局')),
})

const some = (prefix: string, part: fc.Arbitrary<Part>, most: number) =>
  fc
    .array(part, { maxLength: most })
    .map(parts => Object.fromEntries(parts.map((each, i) => [`${prefix}:${i}`, each])))

kindContract({
  kind: serviceCase,
  things: fc
    .tuple(
      some('main', main, 1).map(parts => (parts['main:0'] === undefined ? {} : parts)),
      main,
      some('step', step, 4),
      some('special', special, 2),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: some('result', result, 2) },
      ),
      some('rating', rating, 1),
      some('supervision', supervision, 2),
      some('finding', finding, 2),
    )
    .map(([others, first, ...parts]) =>
      thingWith(serviceCase, Object.assign({ 'main:9': first }, others, ...parts)),
    ),
  instants: moment(45),
})
