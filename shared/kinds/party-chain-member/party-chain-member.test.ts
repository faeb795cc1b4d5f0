import fc from 'fast-check'
import { kindContract } from '../kind.contract.ts'
import { partWith, thingWith } from '../thing.fixture.ts'
import { partyChainMember } from './kind.ts'

kindContract({
  kind: partyChainMember,
  things: fc
    .record({
      code: fc.constantFrom('CH-1', 'CH-X1'),
      name: fc.constant('演示企业化工01'),
      chain: fc.constant('化工产业链'),
      role: fc.constantFrom('general', 'chain', 'enterprise', 'service'),
    })
    .map(fields => thingWith(partyChainMember, { main: partWith(fields) })),
  instants: fc.constant(0),
})
