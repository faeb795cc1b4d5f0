import { expect, test } from 'vitest'
import { kinds } from '../kinds/registry.ts'
import { parseWay, wayFor, type Way } from './document.ts'

const WAY = {
  ...{ id: 'debts', title: { zh: '拖欠账款投诉', en: 'complaints of debts' }, kind: 'ledger-entry' },
  where: { ledger: '拖欠账款投诉' },
  stages: [
    { name: '待移交', term: 7, unit: 'workday' },
    { name: '待答复', term: 1, unit: 'month', longer: { term: 3, unit: 'month' } },
  ],
}

test.each([
  ['no kind that there is', { kind: 'nothing-such' }, 'there is no kind'],
  ['a kind that nobody works on so', { kind: 'legal-entity', where: {} }, 'nobody works on legal-entity'],
  ['a field that it does not have', { where: { color: '红' } }, 'no field "color"'],
  ['no stages', { stages: [] }, '/stages'],
  ['a stage twice', { stages: [WAY.stages[0], WAY.stages[0]] }, 'is there twice'],
  ['a term beyond the calendar', { waits: { term: 2000, unit: 'month' } }, 'longer than the calendar'],
  ['a word of its own', { colour: 'red' }, 'additional'],
])('[LWY1] %s is refused', (_, over, said) => {
  const parsed = parseWay({ ...WAY, ...over }, kinds)
  expect(parsed.ok ? '' : parsed.faults.join('; ')).toContain(said)
})

test('[LWY1] what fits is taken', () => {
  expect(parseWay(WAY, kinds)).toEqual({ ok: true, document: WAY })
})

test('[LWY2] by what its own system says, all of it', () => {
  const ways = [
    { ...WAY, id: 'bids', where: { ledger: '揭榜', category: '发榜' } },
    { ...WAY, id: 'debts' },
    { ...WAY, id: 'whistles', kind: 'party-whistle', where: {} },
  ] as Way[]
  const idFor = (kind: string, fields: object) => wayFor(ways, kind, { ...fields })?.id ?? null
  expect([
    idFor('ledger-entry', { ledger: '拖欠账款投诉' }),
    idFor('ledger-entry', { ledger: '揭榜', category: '发榜' }),
    idFor('ledger-entry', { ledger: '揭榜', category: '揭榜' }),
    idFor('party-whistle', { whistleNo: '1' }),
    idFor('problem', {}),
  ]).toEqual(['debts', 'bids', null, 'whistles', null])
})
