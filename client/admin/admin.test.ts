import { expect, test } from 'vitest'
import type { AuditRow } from '../../shared/audit/record.ts'
import type { PersonRow } from '../../shared/people/wire.ts'
import { detailsOf, exportPath, NO_FILTER, queryOf, timeOf } from './audit.ts'
import { codeIn, linesIn, scenesOf } from './machines.ts'
import { found, scopeText, withRole } from './people.ts'

test('[ADM2] (T-RBAC-02) whoever is ticked as one of the three administrators is nothing else', () => {
  expect(withRole(['viewer', 'leader'], 'auditor', true)).toEqual(['auditor'])
  expect(withRole(['auditor'], 'viewer', true)).toEqual(['viewer'])
  expect(withRole(['viewer'], 'leader', true)).toEqual(['viewer', 'leader'])
  expect(withRole(['viewer', 'leader'], 'viewer', false)).toEqual(['leader'])
})

test('[ADM1] a person is found by account, post and role, and a scope is said by names', () => {
  const person = { account: 'li', title: '值班长', roles: ['operator'] } as unknown as PersonRow
  const other = { account: 'wang', title: '查看', roles: [] } as unknown as PersonRow
  const find = (text: string) =>
    found([person, other], text, role => `${role} 运维员`).map(each => each.account)
  expect([find(''), find('运维 值班'), find('LI'), find('无此人')]).toEqual([
    ['li', 'wang'],
    ['li'],
    ['li'],
    [],
  ])
  const words = { wholeCity: '全市', allDepartments: '全部部门' }
  const options = { areas: [{ id: '211002', name: '白塔区', parent: '211000' }], departments: [] }
  const text = (areas: 'all' | string[], departments: 'all' | string[]) =>
    scopeText({ areas, departments }, options, words)
  expect(text('all', 'all')).toBe('全市 · 全部部门')
  expect(text(['211002', '9'], ['市住建局'])).toBe('白塔区、9 · 市住建局')
  expect(text([], [])).toBe('—')
})

test('[ADM5] days are whole days of the city, and an export asks for what was found', () => {
  const form = { ...NO_FILTER, actor: ' li ', from: '2026-11-23', to: '2026-11-24' }
  expect(Object.fromEntries(queryOf(form))).toEqual({
    ...{ actor: 'li', from: '2026-11-23T00:00:00+08:00', to: '2026-11-25T00:00:00.000+08:00' },
  })
  expect([...queryOf(NO_FILTER)]).toEqual([])
  expect(exportPath({ ...NO_FILTER, action: 'people.' }, 'csv')).toBe(
    '/api/audit/export?action=people.&format=csv',
  )
})

test('[ADM5] a record says its time with the year where it is another one, and its details', () => {
  const row = (at: string, details = {}) =>
    ({ n: 1, hash: '', content: { at, details } }) as unknown as AuditRow
  const now = Date.parse('2026-11-29T08:00:00+08:00')
  expect(timeOf(row('2026-11-24T10:24:36.000+08:00'), now)).toBe('11-24 10:24:36')
  expect(timeOf(row('2025-11-24T10:24:36.000+08:00'), now)).toBe('2025-11-24 10:24:36')
  const unreadable = { n: 2, hash: '', content: null }
  expect([timeOf(unreadable, now), detailsOf(unreadable)]).toEqual(['—', ''])
  expect([detailsOf(row('', {})), detailsOf(row('', { a: 1 }))]).toEqual(['', '{"a":1}'])
})

test('[ADM6] a code is what was read aloud, networks stand one a line, and topics are said by their scenes', () => {
  expect(codeIn('abcd efgh')).toBe('ABCDEFGH')
  expect(linesIn('10.1.0.0/16\n\n 10.2.0.1 ,fd00::/8')).toEqual(['10.1.0.0/16', '10.2.0.1', 'fd00::/8'])
  expect(scenesOf(['a/1@public', 'a/2@public', 'b/1@public'], new Map([['a', '总览']]))).toBe('总览、b')
})
