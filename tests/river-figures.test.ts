import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createRiver } from '../mock-data/river/river.ts'
import { gradeOf } from '../mock-data/river/grades.ts'
import { createSamples } from '../mock-data/river/samples.ts'
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

test('[RFG54] (IOC-24) every section has the class of what its station measured, and what was spoilt decides none', () => {
  const rows = intake.rowsOf('river/')
  // What is told in µg may still be what could be.
  const sure = samples.filter(({ spoilt }) => !Object.values(spoilt).includes('other unit'))
  expect(sure.length).toBeGreaterThan(1400)
  const grades = new Map<unknown, Map<unknown, unknown>>(SECTIONS.map(({ code }) => [code, new Map()]))
  for (const { row } of rows.values()) grades.get(row['section'])?.set(row['event'], row['gradeNo'])
  for (const sample of sure) expect(grades.get(sample.section.code)!.get(sample.at)).toBe(gradeOf(sample))
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
