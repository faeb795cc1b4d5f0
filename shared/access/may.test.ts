import { describe, expect, test } from 'vitest'
import liaoyang from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { compileAreas } from '../areas/areas.ts'
import type { AreasDocument } from '../areas/document.ts'
import { may } from './may.ts'
import { PERMISSIONS, PERMISSION_NAMES, type PermissionName } from './permissions.ts'
import { NOBODY, SCRAPER, VISITOR, type Person, type Principal, type Stage } from './principal.ts'
import { ADMINISTRATORS, conflictOf, isRole, ROLES, type Role } from './roles.ts'

const areas = compileAreas(liaoyang as unknown as AreasDocument)
const CITY = '211000'
const DISTRICT = '211002'
const TOWN = '211002016'

const person = (roles: readonly Role[], over: Partial<Person> = {}): Person => ({
  type: 'person',
  id: 'p',
  session: 's',
  account: 'someone',
  roles,
  scope: { areas: 'all', departments: 'all' },
  stage: 'full',
  ...over,
})
const granted = (principal: Principal) => PERMISSION_NAMES.filter(name => may(areas, principal, name))

test('[ACC1] (T-RBAC-02) every pair of roles with an administrator in it is refused', () => {
  for (const one of ROLES) {
    expect(conflictOf([one])).toBeNull()
    for (const other of ROLES.filter(role => role !== one)) {
      const isApart = ADMINISTRATORS.includes(one) || ADMINISTRATORS.includes(other)
      expect(conflictOf([one, other]) !== null, `${one} ${other}`).toBe(isApart)
    }
  }
  expect([isRole('leader'), isRole('root')]).toEqual([true, false])
})

test('[ACC2] (T-RBAC-01) every role may what the table says, and no more', () => {
  expect(granted(NOBODY)).toEqual([])
  expect(granted(person([]))).toEqual([])
  expect(granted(SCRAPER)).toEqual(['figures.read'])
  for (const role of ROLES) {
    const table = PERMISSION_NAMES.filter(name => PERMISSIONS[name].roles.includes(role))
    expect(granted(person([role])), role).toEqual(table)
  }
  // 8.1.5: an administrator sees nothing of the city, and the auditor changes nothing.
  for (const role of ADMINISTRATORS) expect(granted(person([role]))).not.toContain('city.view')
  expect(
    granted(person(['auditor'])).filter(name => /edit|authorise|unlock|end|pair|revoke/.test(name)),
  ).toEqual([])
  expect(granted(VISITOR).filter(name => !/view|explain|read|replay/.test(name))).toEqual([])
})

describe('scopes', () => {
  const asks = (scope: Partial<Person['scope']>, name: PermissionName, role: Role) => {
    const asking = person([role], { scope: { areas: 'all', departments: 'all', ...scope } })
    return (subject: Parameters<typeof may>[3]) => may(areas, asking, name, subject)
  }

  test('[ACC3] an area holds what lies in it', () => {
    const ask = asks({ areas: [DISTRICT] }, 'records.view', 'viewer')
    const answers = [DISTRICT, TOWN, `${TOWN}001`, CITY, '211003', '', '999999'].map(area => ask({ area }))
    expect(answers).toEqual([true, true, true, false, false, false, false])
    expect(ask({})).toBe(false)
    expect(ask(undefined)).toBe(true)
    expect(asks({}, 'records.view', 'viewer')({ area: '' })).toBe(true)
    expect(asks({ areas: [] }, 'records.view', 'viewer')({ area: DISTRICT })).toBe(false)
  })

  test('[ACC4] a department is that one', () => {
    const ask = asks({ departments: ['市城管局'] }, 'supervision.answer', 'officer')
    const answers = ['市城管局', '市', '', '市城管局二科'].map(department => ask({ department }))
    expect(answers).toEqual([true, false, false, false])
    expect(ask({ area: DISTRICT })).toBe(false)
  })
})

test('[ACC5] before its second factor or its own password a session may nothing', () => {
  for (const stage of ['totp', 'setUpTotp', 'changePassword'] satisfies Stage[])
    expect(granted(person(ROLES, { stage }))).toEqual([])
})

test('[ACC6] a screen sees its place, and may nothing but see', () => {
  const screen = { type: 'screen', id: 'w', audience: 'public', place: DISTRICT } satisfies Principal
  expect(granted(screen)).toEqual(['city.view'])
  const sees = [DISTRICT, TOWN, CITY, '211003'].map(area => may(areas, screen, 'city.view', { area }))
  expect(sees).toEqual([true, true, false, false])
})
