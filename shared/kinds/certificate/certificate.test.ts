import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../calendar/civil.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { certificate } from './kind.ts'

const ISSUED = 1_795_000_000_000
const UNTIL = ISSUED + 365 * DAY
const WHOLE = {
  number: 'ZZ-1',
  name: '排污许可证',
  code: '91350100M000100Y43',
  item: '排污许可',
  department: '市生态环境局',
}

const held = (fields: object) =>
  thingWith(certificate, { main: partWith({ ...WHOLE, validTo: UNTIL, ...fields }, { event: ISSUED }) })

kindContract({
  kind: certificate,
  things: fc
    .record({
      number: fc.constant('ZZ-1'),
      name: fc.constant('排污许可证'),
      code: fc.constantFrom(null, WHOLE.code),
      item: fc.constantFrom(null, '排污许可'),
      department: fc.constantFrom(null, '市生态环境局'),
      validTo: fc.constantFrom(null, UNTIL, ISSUED - DAY),
      cancelledAt: fc.constantFrom(null, null, null, ISSUED + DAY),
    })
    .map(fields => thingWith(certificate, { main: partWith(fields, { event: ISSUED }) })),
  instants: fc.integer({ min: ISSUED - DAY, max: UNTIL + DAY }),
})

test('[CERT1] it is in force from its issue to its last instant, and not once it is cancelled', () => {
  const inForce = (now: number, fields = {}) => rowAt(certificate, held(fields), now)['inForce']
  expect([inForce(ISSUED - 1), inForce(ISSUED), inForce(UNTIL), inForce(UNTIL + 1)]).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(inForce(UNTIL + 1, { validTo: null })).toBe(true)
  expect(inForce(ISSUED, { cancelledAt: ISSUED })).toBe(false)
})

test('[CERT1] one that ended before it began is marked', () => {
  expect(rowAt(certificate, held({ validTo: ISSUED - 1 }), ISSUED)['marks']).toContain('impossibleTime')
})
