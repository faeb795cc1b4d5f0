import { expect, test } from 'vitest'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { Value } from '../../shared/model/value.ts'
import { EXPLAIN } from '../../shared/sync/explain.ts'
import { PROTOCOL_VERSION, WIRE } from '../../shared/sync/protocol.ts'

const fingerprint = (schemas: unknown) => digest(canonical(JSON.parse(JSON.stringify(schemas)) as Value))

test('[SYNC9] the wire is still version 3: changed? raise PROTOCOL_VERSION and add a line to its history', () => {
  expect(`${PROTOCOL_VERSION}:${fingerprint(WIRE)}`).toBe('3:04150fd90adc8ee5')
})

test('[SYNC10] what an explanation answers is still what desks expect', () => {
  expect(fingerprint(EXPLAIN)).toBe('850d33e53e7cd13e')
})
