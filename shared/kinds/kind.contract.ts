import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { Check, Errors } from 'typebox/schema'
import { describe, expect, test } from 'vitest'
import { runsFor } from '../calendar/arbitraries.fixture.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { DAY } from '../calendar/civil.ts'
import type { Column, Derived, Kind, Row, Thing } from './kind.ts'
import { envAt } from './thing.fixture.ts'

export interface KindSamples {
  readonly kind: Kind
  /** Whole things as their mapping would deliver them, some of them nonsense. */
  readonly things: fc.Arbitrary<Thing>
  /** Instants around which these things live. */
  readonly instants: fc.Arbitrary<number>
  /** That of the country where it is not given. */
  readonly calendar?: Calendar
}

const runs = runsFor(process.env)

/** What the rest of the city relies on, whatever the kind. */
export function kindContract({ kind, things, instants, calendar }: KindSamples): void {
  const deriveAt = (thing: Thing, now: number) => kind.derive(thing, envAt(now, calendar))

  describe(`kind ${kind.id}`, () => {
    test('[KIND1] rows have exactly the columns of their kind, of the declared types, and whole numbers', () => {
      const seen = new Set<string>()
      fc.assert(
        fc.property(things, instants, (thing, now) => {
          const derived = deriveAt(thing, now)
          if (derived === null) return
          same(Object.keys(derived.rows ?? {}).sort(), innerOf(kind).sort())
          const faults = columnFaults(kind.columns, derived.row, seen)
          for (const [over, rows] of Object.entries(derived.rows ?? {})) {
            for (const row of rows) faults.push(...columnFaults(kind.inner?.[over] ?? [], row, seen))
            const keys = rows.map(row => row['key'])
            if (new Set(keys).size < keys.length) faults.push(`a key of ${over} is there twice`)
          }
          same(faults, [])
        }),
        runs(4000),
      )
      const inner = innerOf(kind).map(over => kind.inner?.[over] ?? [])
      const declared = [kind.columns, ...inner].flat().map(column => column.name)
      expect([...new Set(declared)].filter(name => !seen.has(name))).toEqual([])
    })

    test('[KIND2] the order in which parts came makes no difference', () => {
      const seen = { turned: 0, derived: 0 }
      fc.assert(
        fc.property(things, instants, (thing, now) => {
          const turned = { ...thing, parts: Object.fromEntries(Object.entries(thing.parts).reverse()) }
          const derived = deriveAt(thing, now)
          same(deriveAt(turned, now), derived)
          if (Object.keys(thing.parts).length > 1) seen.turned++
          if (derived !== null) seen.derived++
        }),
        runs(500),
      )
      expect(seen.derived).toBeGreaterThan(50)
      if (Object.keys(kind.parts).length > 1) expect(seen.turned).toBeGreaterThan(50)
    })

    test('[KIND3] nothing changes by time alone before nextAt, and something does at it', () => {
      let changes = 0
      const later = fc.array(fc.integer({ min: 1, max: 120 * DAY }), { minLength: 1, maxLength: 6 })
      fc.assert(
        fc.property(things, instants, later, (thing, now, spans) => {
          const derived = deriveAt(thing, now)
          if (derived === null) return
          const { nextAt } = derived
          if (nextAt !== null) expect(nextAt).toBeGreaterThan(now)
          const end = nextAt ?? Infinity
          for (const at of [...spans.map(span => now + span), end - 1])
            if (at > now && at < end) same(deriveAt(thing, at), derived, `at ${at}`)
          if (nextAt === null) return
          expect(shown(deriveAt(thing, nextAt))).not.toEqual(shown(derived))
          changes++
        }),
        runs(1500),
      )
      if (!timeless.has(kind.id)) expect(changes).toBeGreaterThan(100)
    })

    test('[KIND4] deriving changes nothing it was given and gives plain JSON', () => {
      let given = 0
      fc.assert(
        fc.property(things, instants, (thing, now) => {
          const before = JSON.stringify(thing)
          const derived = deriveAt(deepFreeze(thing), now)
          expect(JSON.stringify(thing)).toBe(before)
          expect(JSON.parse(JSON.stringify(derived))).toEqual(derived)
          if (derived !== null) given++
        }),
        runs(300),
      )
      expect(given).toBeGreaterThan(30)
    })

    test('[KIND5] there is nothing without the main part, nor once it was dropped', () => {
      let gone = 0
      fc.assert(
        fc.property(things, instants, (thing, now) => {
          const parts = Object.entries(thing.parts)
          const others = parts.filter(([name]) => !isMain(kind, name))
          const dropped = parts.map(([name, part]) => [
            name,
            isMain(kind, name) ? { ...part, op: 'drop' } : part,
          ])
          for (const left of [others, dropped])
            expect(deriveAt({ ...thing, parts: Object.fromEntries(left) as Thing['parts'] }, now)).toBeNull()
          if (deriveAt(thing, now) !== null) gone++
        }),
        runs(100),
      )
      expect(gone).toBeGreaterThan(10)
    })

    test('[KIND6] every part fits its schema, and one more field does not', () => {
      const met = new Set<string>()
      fc.assert(
        fc.property(things, thing => {
          for (const [name, { fields }] of Object.entries(thing.parts)) {
            const schema = kind.parts[name] ?? kind.parts[name.replace(/:.*/, ':')]
            if (schema === undefined) throw new Error(`part ${name} has no schema`)
            met.add(kind.parts[name] === undefined ? name.replace(/:.*/, ':') : name)
            expect(Errors(schema, fields)[1]).toEqual([])
            expect(Check(schema, { ...fields, surprise: 1 })).toBe(false)
          }
        }),
        runs(200),
      )
      // What a reading says is kept measure by measure.
      const kept = Object.keys(kind.parts).filter(name => name !== 'reading')
      expect([...met].sort()).toEqual(kept.sort())
    })
  })
}

/**
 * As `expect` finds it, which is asked only where a quicker and stricter look finds a difference: it costs more than deriving
 * does.
 */
const same = (actual: unknown, expected: unknown, what?: string): void => {
  if (!isDeepStrictEqual(actual, expected)) expect(actual, what).toEqual(expected)
}

/** Of a device every measure is as good as any other. */
const isMain = ({ parts }: Kind, name: string) =>
  name === 'main' || name.startsWith('main:') || parts['reading'] !== undefined

/** Rows of rollups are made by the fold, of what came and not of what is known. */
const innerOf = ({ inner, telemetry }: Kind): string[] =>
  telemetry === undefined ? Object.keys(inner ?? {}) : []

/** Kinds in which time plays no part. */
const timeless: ReadonlySet<string> = new Set([
  'service-item',
  'hall-queue',
  'indicator',
  'legal-entity',
  'market-report',
  'civil-report',
  'pairing-report',
  'pairing-visit',
  'chain-report',
  'carrier-report',
  'attraction-report',
  'facility-report',
  'school-report',
  'utility-firm',
  'grid-report',
  'sanitation',
  'road-accident',
  'traffic-signal',
  'rescue-resource',
  'party-org',
  'party-member-stat',
  'party-coverage',
  'party-activity',
  'party-chain-member',
  'party-whistle',
])

const shown = (derived: Derived | null) => derived && [derived.area, derived.row, derived.rows]

const FITS: { readonly [type in Column['type']]: (value: unknown) => boolean } = {
  text: value => typeof value === 'string',
  number: value => Number.isSafeInteger(value),
  instant: value => Number.isSafeInteger(value),
  flag: value => typeof value === 'boolean',
  list: value => Array.isArray(value),
}

/** What is wrong with a row; remembers which columns had a value at least once. */
function columnFaults(columns: readonly Column[], row: Row, seen: Set<string>): string[] {
  const names = columns.map(column => column.name)
  const faults = Object.keys(row)
    .filter(name => !names.includes(name))
    .map(name => `${name} is not declared`)
  for (const column of columns) {
    const value = row[column.name]
    if (value === undefined) faults.push(`${column.name} is missing`)
    if (value === null || value === undefined) continue
    seen.add(column.name)
    if (!FITS[column.type](value))
      faults.push(`${column.name} is ${JSON.stringify(value)}, not ${column.type}`)
    faults.push(...unknownCodes(column, value).map(code => `${column.name}: no code ${code}`))
  }
  return faults
}

function unknownCodes({ type, codes }: Column, value: unknown): string[] {
  if (codes === undefined) return []
  const said = type === 'list' ? (value as readonly string[]) : [value as string]
  return said.filter(code => code !== null && codes[code] === undefined)
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}
