import { certificatesAt } from '../../../mock-data/registry/certificates.ts'
import { creditsAt } from '../../../mock-data/registry/credit.ts'
import { createRegister } from '../../../mock-data/registry/entities.ts'
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

/** 支撑库: what the register tells of faith and certificates (IOC-02, IOC-20). */
export function libraryExpectations({ city }: UpstreamTruth): readonly Expected[] {
  const is = expecting(READ)
  const register = createRegister(city)
  const credits = remembered(now => creditsAt(city, register, now), INSTANTS)
  const certificates = remembered(now => certificatesAt(city, register, now), INSTANTS)
  return [
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
