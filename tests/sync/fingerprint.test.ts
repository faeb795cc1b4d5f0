import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROUTES } from '../../server/access/route-table.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { Value } from '../../shared/model/value.ts'
import { EXPLAIN } from '../../shared/sync/explain.ts'
import { PROTOCOL_VERSION, WIRE } from '../../shared/sync/protocol.ts'
import { startOf } from '../../shared/sync/start.ts'

const fingerprint = (schemas: unknown) => digest(canonical(JSON.parse(JSON.stringify(schemas)) as Value))

test('[SYNC9] the wire is still version 4: changed? raise PROTOCOL_VERSION and add a line to its history', () => {
  expect(`${PROTOCOL_VERSION}:${fingerprint(WIRE)}`).toBe('4:06596b6142076b36')
})

test('[SYNC10] what an explanation answers is still what desks expect', () => {
  expect(fingerprint(EXPLAIN)).toBe('850d33e53e7cd13e')
})

test('[SYNC18] the page by which a stranger writes a client says what there is', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/protocol.md'), 'utf8')
  expect(page).toContain(`Version ${PROTOCOL_VERSION}.`)
  expect(page).toContain(`watch   { protocol: ${PROTOCOL_VERSION}, topic`)
  const words = Object.keys(WIRE).filter(name => name !== 'TopicName' && name !== 'Cursor')
  expect(words).toHaveLength(8)
  for (const word of words)
    expect(page).toMatch(
      new RegExp(`(screen → server|server → screen) +${word.replace('Message', '').toLowerCase()} `),
    )
  const start = { title: { zh: '', en: '' }, areas: {}, boundary: null, audience: '', places: [], scenes: [] }
  for (const part of Object.keys(startOf(start as unknown as Parameters<typeof startOf>[0])))
    expect(page.slice(page.indexOf('`GET /api/start`')).split('\n\n')[1]).toMatch(new RegExp(`\\b${part}\\b`))
  const asked = [...page.matchAll(/`((?:GET|POST) \/api\/[^`]+)`/g)].map(([, way]) =>
    way!.replace(/<(\w+)>/g, ':$1'),
  )
  expect(asked).toContain('POST /api/screens/enter')
  expect(asked.filter(way => !(way in ROUTES))).toEqual([])
})
