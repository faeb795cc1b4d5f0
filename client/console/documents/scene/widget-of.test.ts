import { expect, test } from 'vitest'
import { everyWidget } from '../../../widgets/registry.ts'
import { bindingOf, bound, mayNameRoles, panelFaults, rolesOf } from './widget-of.ts'

const widgets = await everyWidget()
const panel = (widget: string, metrics: { readonly [role: string]: string }) => ({ id: 'p', widget, metrics })

test('[SCF8] the roles of a widget are offered with those that a panel names itself; what is missing or unknown is told', () => {
  const rank = widgets.get('bar-rank')
  expect(rolesOf(panel('bar-rank', { part: 'a.b' }), rank).map(({ role }) => role)).toEqual([
    'value',
    'part',
    'late',
  ])
  expect(panelFaults(panel('bar-rank', { other: 'a.b' }), rank)).toEqual([
    { type: 'missing', role: 'value' },
    { type: 'unknown', role: 'other' },
  ])
  const band = widgets.get('kpi-band')
  expect([mayNameRoles(band), mayNameRoles(rank)]).toEqual([true, false])
  expect(rolesOf(panel('kpi-band', { a: 'x' }), band)).toEqual([
    { role: 'a', isRequired: false, isOwn: true },
  ])
  expect(panelFaults(panel('nothing', {}), undefined)).toEqual([])
})

test('[SCF8] a binding is read and written; one that nobody could have meant stays', () => {
  expect(bindingOf('case.open@districts')).toEqual({ metric: 'case.open', scope: 'districts' })
  expect(bindingOf('case.open')).toEqual({ metric: 'case.open', scope: 'self' })
  for (const text of ['case.open', 'case.open@city', 'case.open@nowhere', 'case.open@self', ''])
    expect(bound(bindingOf(text).metric, bindingOf(text).scope)).toBe(text)
})
