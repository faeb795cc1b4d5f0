import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsFor } from '../../calendar/arbitraries.fixture.ts'
import { dayNumber, MINUTE } from '../../calendar/civil.ts'
import {
  chinaCalendar,
  chinaDocument,
  instant,
  isWhollyStopped,
  naiveWorks,
} from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { envAt, partWith } from '../thing.fixture.ts'
import { CHANGE_TYPES, PROCEDURE_CODES } from './change-fields.ts'
import { ITEM_UNITS, type ItemFields } from './fields.ts'
import { itemAt, type Item } from './item.ts'
import { project } from './kind.ts'
import { projectThing, STAGES } from './project.fixture.ts'
import { runningDays } from './running-days.ts'

const START = instant('2026-11-20 09:00')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const moment = (days: number) => fc.integer({ min: -1440, max: days * 1440 }).map(m => START + m * MINUTE)
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })

const pause = fc.record({
  type: fc.constantFrom('extension', 'stop', 'stop'),
  startAt: moment(20),
  endAt: maybe(moment(30)),
  workdays: maybe(fc.integer({ min: 0, max: 10 })),
})

const supervision = fc.record({
  issuedAt: maybe(moment(40)),
  signedAt: maybe(moment(40)),
  repliedAt: maybe(moment(40)),
  planAccepted: maybe(fc.boolean()),
})

const itemFields = fc.record({
  key: fc.constantFrom('1', '2', '3', '4'),
  stage: fc.integer({ min: 1, max: 4 }),
  name: fc.constant('事项'),
  after: maybe(fc.array(fc.constantFrom('1', '2', '3', '9'), { maxLength: 3 })),
  limit: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null, freq: 8 }),
  unit: maybe(fc.constantFrom(...ITEM_UNITS)),
  department: maybe(fc.constant('市住建局')),
  window: maybe(fc.constant('B07')),
  phone: maybe(fc.constant('0419-0000007')),
  applicable: rarely(fc.boolean()),
  tolerated: maybe(fc.boolean()),
  startAt: fc.option(moment(15), { nil: null, freq: 4 }),
  doneAt: maybe(moment(40)),
  returnedAt: rarely(moment(40)),
  withdrawnAt: rarely(moment(40)),
  voidedAt: rarely(moment(40)),
  pauses: maybe(fc.array(pause, { maxLength: 2 })),
  blockers: maybe(fc.constant([{ name: '高压线迁移', department: '演示镇' }])),
  supervisions: maybe(fc.array(supervision, { maxLength: 2 })),
})

const changes = fc.array(
  fc.tuple(
    moment(30),
    fc.record({
      type: fc.constantFrom(...CHANGE_TYPES),
      items: maybe(fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '9'), { maxLength: 3 })),
      stage: maybe(fc.integer({ min: 1, max: 5 })),
      procedure: maybe(fc.constantFrom(...PROCEDURE_CODES)),
      name: maybe(fc.constantFrom('高压线迁移', '净地交付')),
      scope: maybe(fc.constantFrom('镇', '供暖')),
      before: maybe(fc.constantFrom('', '分管家')),
      office: maybe(fc.constant('演示镇')),
      phone: maybe(fc.constant('0419-0000007')),
      text: maybe(fc.constant('演示说明')),
      role: maybe(fc.constantFrom('leader', 'officer')),
      department: maybe(fc.constant('市住建局')),
      place: maybe(fc.constant('211000')),
    }),
  ),
  { maxLength: 5 },
)

const things = fc
  .record({
    changes,
    items: fc.array(itemFields, { maxLength: 4 }),
    stages: fc.shuffledSubarray([...STAGES]),
    butlers: maybe(
      fc.array(
        fc.record({
          role: fc.constantFrom('总管家', '分管家'),
          scope: maybe(fc.constantFrom('镇', '供暖')),
          department: maybe(fc.constantFrom('市住建局', '演示镇')),
          items: maybe(fc.constant(['2', '9'])),
        }),
        { maxLength: 3 },
      ),
    ),
    owner: maybe(fc.constant('演示企业')),
    ownerCode: maybe(fc.constant('91350100M000100Y43')),
    class: maybe(fc.constant('原字号')),
    phase: maybe(fc.constant('续建')),
    leader: maybe(fc.constant('市领导岗位3')),
    taskForce: maybe(fc.constant('演示专班')),
    investment: maybe(fc.integer({ min: 0, max: 9000 })),
    progress: maybe(fc.integer({ min: 0, max: 100 })),
  })
  .map(({ items, changes, ...fields }) =>
    projectThing(
      items as unknown as Fields[],
      fields as unknown as Fields,
      changes.map(([event, of], i) => [`step:${i + 1}`, partWith({ step: i + 1, ...of }, { event })]),
    ),
  )

kindContract({ kind: project, things, instants: moment(60) })

/** Day by day: something ran on it, it was worked, and not all of it lay inside a stop. */
function plainRunningDays(items: readonly Item[], now: number): number {
  let days = 0
  for (let day = dayNumber(START) - 3; day <= dayNumber(START) + 80; day++) {
    const counts = items.some(({ life, running, stops }) => {
      const end = running ? now : life.doneAt
      if (life.startAt === null || end === null) return false
      return day > dayNumber(life.startAt) && day <= dayNumber(end) && !isWhollyStopped(stops, day)
    })
    if (counts && naiveWorks(chinaDocument, day)) days++
  }
  return days
}

test('[PROJ4] days used are those that walking through the days finds', () => {
  let counted = 0
  fc.assert(
    fc.property(fc.array(itemFields, { maxLength: 5 }), moment(60), (fields, now) => {
      const items = fields.map(each => itemAt(each as unknown as ItemFields, envAt(now)))
      const days = runningDays(items, chinaCalendar, now)
      expect(days).toBe(plainRunningDays(items, now))
      counted += days
    }),
    runsFor(process.env)(600),
  )
  expect(counted).toBeGreaterThan(600)
})
