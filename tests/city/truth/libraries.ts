import { certificatesAt } from '../../../mock-data/registry/certificates.ts'
import { creditsAt } from '../../../mock-data/registry/credit.ts'
import { createRegister, type Entity } from '../../../mock-data/registry/entities.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { count, expecting, INSTANTS, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Written every ten minutes there, read every quarter of an hour here. */
const READ: Way = { feeds: ['registry-credit', 'registry-certificates'], behindMs: 1_800_000, goesOn: true }
const TYPES = [
  ['守信激励', 'good'],
  ['告知承诺', 'commitment'],
  ['失信', 'broken'],
] as const
const PERMITS = ['排污许可证', '安全生产许可证', '食品经营许可证', '道路运输经营许可证'] as const

const isHeld = ({ validTo }: { readonly validTo: number | null }, now: number): boolean =>
  validTo === null || validTo >= now

/** Fields of a whole entry, of which the register may lack these three (documents/libraries.json). */
const FIELDS = 8
const LACKING = ['industry', 'scale', 'foundedAt'] as const

function shareKnown(entities: readonly Entity[]): number {
  const missing = entities.flatMap(entity => LACKING.filter(field => entity[field] === null)).length
  return 1 - missing / (FIELDS * entities.length)
}

/** 支撑库: what the register tells of faith and certificates (IOC-02, IOC-20). */
export function libraryExpectations({ city, party }: UpstreamTruth): readonly Expected[] {
  const is = expecting(READ)
  const register = createRegister(city)
  const credits = remembered(now => creditsAt(city, register, now), INSTANTS)
  const certificates = remembered(now => certificatesAt(city, register, now), INSTANTS)
  const entities = remembered(
    now => register.entities(now).filter(({ updatedAt }) => updatedAt <= now),
    INSTANTS,
  )
  return [
    is('library.entity.records.kind', now => entities(now).length, ['legal-entity']),
    is('library.entity.complete.kind', now => shareKnown(entities(now)), ['legal-entity']),
    is('library.entity.records.kind', () => party.organisations.length, ['party-org']),
    is('library.credit.records.kind', now => credits(now).length, ['credit-record']),
    is('library.credit.records', now => credits(now).length),
    ...TYPES.map(([type, code]) =>
      is('credit.type', now => count(credits(now), each => each.type === type && isHeld(each, now)), [code]),
    ),
    ...PERMITS.map(name =>
      is(
        'certificate.name',
        now => count(certificates(now), each => each.name === name && isHeld(each, now)),
        [name],
      ),
    ),
  ]
}
