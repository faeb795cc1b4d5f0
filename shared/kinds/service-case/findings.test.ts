import { expect, test } from 'vitest'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Part } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { serviceCase } from './kind.ts'

const NOW = instant('2026-12-04 10:00')

test('[CASE20] (PRV-06) what was found is an inner row of its case, open until it was mended', () => {
  const finding = (day: string, more: Fields = {}, over: Partial<Part> = {}) =>
    partWith({ means: 'system', matter: '超过承诺时限未办结', foundAt: instant(day), ...more }, over)
  const parts = {
    'main:A': partWith({ caseNo: 'LYZW-1', itemName: '施工许可', department: '市住建局' }),
    'finding:2': finding('2026-12-03 08:30', { outcome: 'notice' }),
    'finding:1': finding('2026-12-02 08:30', { mendedAt: NOW + 1, department: '市营商局' }),
    'finding:3': finding('2026-12-01 08:30', {}, { op: 'drop' }),
  }
  const { row: own, rows } = derivedAt(serviceCase, thingWith(serviceCase, parts), NOW)
  expect(own['findings']).toBe(2)
  const findings = rows?.['findings'] ?? []
  const told = findings.map(found => [found['key'], found['open'], found['light'], found['department']])
  expect(told).toEqual([
    ['1', false, 'green', '市营商局'],
    ['2', true, 'yellow', '市住建局'],
  ])
  expect(findings[1]).toMatchObject({
    number: 'LYZW-1',
    item: '施工许可',
    outcome: 'notice',
    state: 'unmended',
  })
})
