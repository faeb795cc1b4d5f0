import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { checkSignOf, hasRightCheck, organisationSignOf } from './credit-code.ts'
import { legalEntity } from './kind.ts'

const RIGHT = '91350100M000100Y43'
/** In force since the codes were tried out, and wrong by its own check (DOMAIN 3.6). */
const PILOT = '91350203M0001QAY9B'

const entity = (fields: object) =>
  thingWith(legalEntity, { main: partWith({ code: RIGHT, name: '演示企业', ...fields }) })

kindContract({
  kind: legalEntity,
  things: fc
    .record({
      code: fc.constantFrom(RIGHT, PILOT),
      name: fc.constant('演示企业'),
      formerNames: fc.constantFrom(null, [], ['演示企业旧名']),
      type: fc.constantFrom(null, 'enterprise', 'society'),
      industry: fc.constantFrom(null, '化学原料和化学制品制造业'),
      status: fc.constantFrom(null, 'active', 'cancelled'),
      scale: fc.constantFrom(null, '规上'),
      foundedAt: fc.constantFrom(null, 0),
    })
    .map(fields => thingWith(legalEntity, { main: partWith(fields) })),
  instants: fc.constant(0),
})

test('[LEG1] a credit code is right by both its checks or is said not to be, and none is refused for it', () => {
  expect([checkSignOf(RIGHT.slice(0, 17)), organisationSignOf(RIGHT.slice(8, 16))]).toEqual(['3', '4'])
  expect([hasRightCheck(RIGHT), hasRightCheck(PILOT)]).toEqual([true, false])
  expect(rowAt(legalEntity, entity({}), 0)['checked']).toBe(true)
  expect(rowAt(legalEntity, entity({ code: PILOT }), 0)).toMatchObject({ code: PILOT, checked: false })
})

test('[LEG1] what the register does not say is unknown', () => {
  expect(rowAt(legalEntity, entity({}), 0)).toMatchObject({
    ...{ title: '演示企业', formerNames: null, type: null, industry: null, status: null, scale: null },
  })
})
