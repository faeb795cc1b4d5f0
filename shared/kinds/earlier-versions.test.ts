import { existsSync, readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { ticket } from '../city/ticket.fixture.ts'
import { earlierFaults, type EarlierSample } from './earlier-versions.fixture.ts'
import { kinds } from './registry.ts'

/** Kinds whose first versions were never in a program that kept anything. */
const BEGAN_AT: { readonly [kind: string]: number } = { 'city-case': 2 }

/** `<kind>/earlier.json`, which the commit that changes a kind's fields writes before it changes them. */
function storedOf(kind: string): readonly EarlierSample[] {
  const file = new URL(`./${kind}/earlier.json`, import.meta.url)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EarlierSample[]) : []
}

test('[KIND12] every kind lifts what each of its earlier versions kept, tried on samples of it', () => {
  const faults = kinds.flatMap(kind => earlierFaults(kind, storedOf(kind.id), BEGAN_AT[kind.id]))
  expect(faults).toEqual([])
  for (const [id, version] of Object.entries(BEGAN_AT))
    expect(kinds.find(kind => kind.id === id)?.version, id).toBeGreaterThanOrEqual(version)
})

const OLD: EarlierSample = { version: 1, part: 'main', fields: { subject: 'old name' } }
const strict = { ...ticket, parts: { main: Type.Object({ subject: Type.String(), topic: Type.String() }) } }

test('[KIND12] a version without a sample, without an upcaster, or lifted to what the schema refuses, is a fault', () => {
  const { upcast: _, ...unlifted } = strict
  expect(earlierFaults(strict, [OLD])).toEqual([])
  expect(earlierFaults({ ...strict, version: 1 }, [])).toEqual([])
  expect(earlierFaults(strict, [])).toEqual(['ticket: no stored sample of version 1'])
  expect(earlierFaults(strict, [], 2)).toEqual([])
  expect(earlierFaults(unlifted, [OLD])).toEqual(['ticket: nothing lifts what was written before version 2'])
  expect(earlierFaults({ ...strict, version: 3 }, [OLD])).toEqual(['ticket: no stored sample of version 2'])
  expect(earlierFaults({ ...strict, upcast: fields => fields }, [OLD])).toEqual([
    expect.stringMatching(/^ticket: main of version 1: .*topic/),
  ])
  expect(earlierFaults(strict, [{ ...OLD, part: 'gone' }])).toEqual([
    'ticket: gone of version 1 is of no part that is lifted',
  ])
  const changing = { ...strict, upcast: (fields: object) => Object.assign(fields, { topic: 'x' }) }
  expect(earlierFaults(changing, [{ ...OLD, fields: { subject: 'old name' } }])).toEqual([
    'ticket: main of version 1 was changed itself',
  ])
})
