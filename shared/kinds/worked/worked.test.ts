import { describe, expect, test } from 'vitest'
import { DAY } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Part } from '../kind.ts'
import { ledgerEntry } from '../ledger-entry/kind.ts'
import { partyWhistle } from '../party-whistle/kind.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { next, WORK_EVENTS, WORK_STATES, type WorkState } from './life.ts'
import { partsOf, stepAt } from './worked.fixture.ts'

const BEGAN = instant('2026-11-16 10:00')
const TAKEN = instant('2026-11-23 09:00')
const ENTRY = { ledger: '政企直通车', theme: 'enterprise', number: 'ZT-1', title: '融资对接', state: 'going' }

const entry = (steps: readonly Part[], own: Fields = {}) =>
  thingWith(ledgerEntry, { main: partWith({ ...ENTRY, ...own }, { event: BEGAN }), ...partsOf(steps) })
const step = (place: number, type: string, fields: Fields = {}, at = TAKEN + place * DAY): Part =>
  stepAt(place, type, at, fields)
const FIVE_DAYS = { since: TAKEN, term: 5, termUnit: 'workday' }

test('[LEDW1] what is struck off or over by its own ledger waits for nobody; everything else can go on', () => {
  const after = (state: WorkState) => WORK_EVENTS.filter(event => next(state, event) !== null)
  for (const state of WORK_STATES)
    expect(after(state).length > 0, state).toBe(state !== 'struck' && state !== 'closed')
  expect([after('waiting'), after('answered'), after('settled')]).toEqual([
    ['taken', 'handedBack'],
    ['confirmed', 'returned'],
    ['returned', 'struck'],
  ])
})

describe('[LEDW2] (ADR 51) who says what', () => {
  const taken = step(2, 'taken', { stage: '管家服务', shown: true, ...FIVE_DAYS }, TAKEN)
  const answered = step(3, 'answered', { text: '已对接银行', parent: 'ZT-2' }, TAKEN + DAY)
  const struck = step(4, 'struck', { role: 'leader', stage: '已服务', shown: true }, TAKEN + 2 * DAY)
  const own = { department: '市营商局', party: '演示企业007', stage: '待办', result: null, amount: 100 }

  test('[LEDW2] who has it, where it stands, until when and what came of it is the work’s; all else its workbook’s', () => {
    const now = TAKEN + 3 * DAY
    expect(rowAt(ledgerEntry, entry([taken], { ...own, dueAt: BEGAN }), now)).toMatchObject({
      ...{ party: '演示企业007', amount: 100, department: '市营商局', state: 'going', stage: '管家服务' },
      ...{ work: 'working', dueAt: instant('2026-12-01') - 1, overdue: false, sourceState: null },
    })
    expect(rowAt(ledgerEntry, entry([taken, answered, struck], own), now)).toMatchObject({
      ...{ state: 'done', done: true, open: false, doneAt: TAKEN + DAY, onTime: true, light: 'green' },
      ...{ stage: '已服务', result: '已对接银行', parent: 'ZT-2', work: 'struck', sourceState: 'going' },
    })
  })

  test('[LEDW2] an answer after its day is late, whenever it was struck off', () => {
    const late = { ...answered, event: instant('2026-12-02 10:00') }
    const end = { ...struck, event: instant('2026-12-03 10:00') }
    const row = rowAt(ledgerEntry, entry([taken, late, end], own), instant('2026-12-04 10:00'))
    expect(row).toMatchObject({ onTime: false, risk: 'late_done' })
  })

  test('[LEDW2] once its workbook says that it is over, all of it is the workbook’s, and what was done stays in the history', () => {
    const doneAt = BEGAN + DAY
    const over = { ...own, state: 'done', doneAt, stage: '已完成', result: '已另行解决' }
    const derived = derivedAt(ledgerEntry, entry([taken], over), TAKEN + 9 * DAY)
    expect(derived?.row).toMatchObject({
      ...{ state: 'done', doneAt, stage: '已完成', result: '已另行解决', work: 'closed', overdue: false },
    })
    expect(derived?.rows?.['steps']?.map(({ type }) => type)).toEqual(['entered', 'taken', 'closed'])
    // What was struck off here stays struck off here.
    expect(rowAt(ledgerEntry, entry([taken, answered, struck], over), TAKEN + 9 * DAY)).toMatchObject({
      work: 'struck',
      result: '已对接银行',
    })
  })

  test('[LEDW2] what nobody worked on says nothing of work', () => {
    expect(rowAt(ledgerEntry, entry([], own), TAKEN)).toMatchObject({ work: null, stage: '待办' })
  })
})

test('[LEDW3] an answer that a keeper is to confirm waits for him; a return takes the answer back', () => {
  const taken = step(2, 'taken', FIVE_DAYS)
  const answered = step(3, 'answered', { text: '已对接', keeper: '市营商局' })
  const now = TAKEN + 30 * DAY
  const works = (...all: Part[]) => rowAt(ledgerEntry, entry(all), now)
  expect(works(taken, answered)).toMatchObject({ work: 'answered', result: '已对接', state: 'going' })
  expect(works(taken, answered, step(4, 'confirmed'))).toMatchObject({ work: 'settled' })
  expect(works(taken, answered, step(4, 'returned', FIVE_DAYS))).toMatchObject({
    work: 'working',
    result: null,
  })
})

test('[LEDW4] what could not happen changes nothing and is marked; the history names posts and no person', () => {
  const thing = entry([step(2, 'struck', { role: 'leader', place: '211004' }), step(3, 'taken', FIVE_DAYS)])
  const derived = derivedAt(ledgerEntry, thing, TAKEN + DAY)
  expect(derived?.row).toMatchObject({ work: 'working', marks: ['irregular'] })
  expect(derived?.rows?.['steps']?.map(({ type, irregular }) => [type, irregular])).toEqual([
    ['entered', false],
    ['struck', true],
    ['taken', false],
  ])
  expect(Object.keys(derived?.rows?.['steps']?.[1] ?? {})).not.toContain('action')
})

test('[LEDW5] a note changes no clock unless it says one', () => {
  const taken = step(2, 'taken', { ...FIVE_DAYS, stage: '管家服务' })
  const due = (note: Fields) => rowAt(ledgerEntry, entry([taken, step(3, 'noted', note)]), TAKEN)['dueAt']
  expect(due({ text: '已约' })).toBe(instant('2026-12-01') - 1)
  expect(due({ text: '走访', since: TAKEN + DAY, term: 5, termUnit: 'workday' })).toBe(
    instant('2026-12-02') - 1,
  )
})

test('[LEDW6] (吹哨报到) who takes up a call came, and it is settled once it is struck off; its own system goes before', () => {
  const call = (own: Fields, ...all: Part[]) =>
    rowAt(
      partyWhistle,
      thingWith(partyWhistle, {
        main: partWith({ whistleNo: 'WS1', ...own }, { event: BEGAN }),
        ...partsOf(all),
      }),
      TAKEN + 20 * DAY,
    )
  const taken = step(2, 'taken', { ...FIVE_DAYS, department: '市委组织部' })
  const [answered, struck] = [step(3, 'answered', { text: '已清' }), step(4, 'struck', { role: 'leader' })]
  expect(call({}, taken)).toMatchObject({
    department: '市委组织部',
    state: 'reported',
    reportAt: TAKEN + 2 * DAY,
    overdue: true,
    light: 'red',
  })
  expect(call({}, taken, answered, struck)).toMatchObject({
    ...{ state: 'done', doneAt: TAKEN + 3 * DAY, overdue: false, light: 'green', result: '已清' },
  })
  const own = { state: 'done', reportAt: BEGAN + 1000, doneAt: BEGAN + 2000 }
  expect(call(own, taken)).toMatchObject({ work: 'closed', reportAt: BEGAN + 1000, doneAt: BEGAN + 2000 })
  expect(call({})).toMatchObject({ state: 'whistled', work: null, dueAt: null, overdue: false })
})
