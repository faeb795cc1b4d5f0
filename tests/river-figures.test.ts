import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createRiver } from '../mock-data/river/river.ts'
import { createSamples, textOf, type Measure, type Sample } from '../mock-data/river/samples.ts'
import { SECTIONS } from '../mock-data/river/sections.ts'
import { createIntake } from './intake.fixture.ts'
import { toldThrough } from './told-by-tables.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const MONTH = Date.parse('2026-11-01T00:00:00+08:00')

const pretend = cityForTests({ at: AT, rates: { A9: 0.03 } })
const samples = createSamples(pretend)(NOW)
const intake = createIntake(NOW, ['water-sample'])
beforeAll(() => toldThrough(pretend, createRiver(pretend), intake, { river: samples.length }), 60_000)
afterAll(() => pretend.remove())

/** GB 3838-2002, table 1, read anew: what is there at most for each class, of oxygen at least. */
const LIMITS: { readonly [measure: string]: readonly number[] } = {
  oxygen: [7.5, 6, 5, 3, 2],
  permanganate: [2, 4, 6, 10, 15],
  ammonia: [0.15, 0.5, 1, 1.5, 2],
  phosphorus: [0.02, 0.1, 0.2, 0.3, 0.4],
}
const OF_RESERVOIRS = [0.01, 0.025, 0.05, 0.1, 0.2]

function classIn(sample: Sample): number | null {
  const classes = Object.entries(LIMITS).flatMap(([measure, rivers]) => {
    const limits = measure === 'phosphorus' && sample.section.body === '湖库' ? OF_RESERVOIRS : rivers
    const value = Number(textOf(sample, measure as Measure) ?? 0)
    if (sample.spoilt[measure as Measure] !== undefined) return value > 0 && value <= 100 ? [6] : []
    const at = limits.findIndex(limit => (measure === 'oxygen' ? value >= limit : value <= limit))
    return [at === -1 ? 6 : at + 1]
  })
  return classes.length === 0 ? null : Math.max(...classes)
}

test('[RFG54] (IOC-24) every section has the class of what its station measured, and what was spoilt decides none', () => {
  const rows = intake.rowsOf('river/')
  // What is told in µg and still might be, is no fault of the city; of the others none is.
  const sure = samples.filter(({ spoilt }) => !Object.values(spoilt).includes('other unit'))
  expect(sure.length).toBeGreaterThan(1400)
  const byKey = new Map([...rows.values()].map(({ row }) => [`${row['section']} ${row['event']}`, row]))
  for (const sample of sure)
    expect(byKey.get(`${sample.section.code} ${sample.at}`)?.['gradeNo'] ?? null).toBe(classIn(sample))
})

test('[RFG54] the shares of the month that are as wanted and of class Ⅲ or better add up, in all and by section', () => {
  const rows = [...intake.rowsOf('river/').values()].map(({ row }) => row)
  const ofMonth = rows.filter(row => (row['event'] as number) >= MONTH && row['gradeNo'] !== null)
  const is = (of: readonly (typeof rows)[number][], yes: (row: (typeof rows)[number]) => boolean) => ({
    ...{ n: of.filter(yes).length, d: of.length },
  })
  const asWanted = (row: (typeof rows)[number]) => (row['gradeNo'] as number) <= (row['target'] as number)
  expect(intake.cell('river.met.month')).toEqual(is(ofMonth, asWanted))
  expect(intake.cell('river.good.month')).toEqual(is(ofMonth, row => (row['gradeNo'] as number) <= 3))
  for (const { name } of SECTIONS)
    expect(intake.cell('river.met.section', [name]), name).toEqual(
      is(
        ofMonth.filter(row => row['sectionName'] === name),
        asWanted,
      ),
    )
})
