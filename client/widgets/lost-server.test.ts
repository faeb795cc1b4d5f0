import { expect, test } from 'vitest'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { cellKey } from '../../shared/model/cell.ts'
import { phraseText } from '../figures/phrase.ts'
import { view as map } from './city-map/view.ts'
import { heading as chains } from './chain-matrix/view.ts'
import { view as band } from './kpi-band/view.ts'
import { heading as pulse } from './pulse/view.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from './widget.fixture.ts'

const events = metricOf({ id: 'events' })
const feeds = [[feedOf({ id: 'a' }), reportAt(NOW)]] as const
const cells = { [cellKey('events', '211000', [])]: 836, 'events|211002||': 50 }
const lost = { now: NOW, lostAt: NOW - 47 * MINUTE }

const drawn = (roles: { readonly [role: string]: string }, options: object, at: object) =>
  shown({ metrics: [events], feeds, cells, roles, options, ...at })

test('[WID72] a key figure of a lost server is in softer ink, and says since when', () => {
  const figure = (at: object) => {
    const { panel, reader } = drawn({ all: 'events' }, { figures: [{ value: 'all' }] }, at)
    const [kpi] = band(panel, reader)
    return [kpi?.figure.text, kpi?.tone, phraseText(kpi?.notes ?? [])]
  }
  expect(figure(lost)).toEqual(['836', 'soft', '离线 自 09:37'])
  expect(figure({})).toEqual(['836', undefined, ''])
  expect(figure({ ...lost, lostAt: NOW - 20 * 60 * MINUTE })[2], 'the day before').toBe('离线 自 11-21 14:24')
})

test('[WID72] the map of a lost server has no light, marks nobody as being in trouble, and says since when', () => {
  const roles = { cells: 'events@cells', districts: 'events@districts', overdue: 'events@districts' }
  const look = (at: object) => {
    const { panel, reader } = drawn(roles, { variant: 'raised' }, at)
    const { ink, signs, districts } = map(panel, reader)
    return [ink, signs.map(({ text }) => text), districts.find(({ id }) => id === '211002')?.state]
  }
  expect(look(lost)).toEqual(['soft', ['离线 自 09:37'], undefined])
  expect(look({})).toEqual(['live', [], 'bad'])
})

test('[WID72] nothing of a lost server is called live, or so many seconds old', () => {
  const said = (heading: typeof pulse, roles: { readonly [role: string]: string }, at: object) => {
    const { panel, reader } = drawn(roles, {}, at)
    return phraseText(heading(panel, reader).summary ?? [])
  }
  expect(said(pulse, { pulse: 'events' }, {})).toBe('实况 10:24')
  expect(said(pulse, { pulse: 'events' }, lost)).toBe('')
  expect(said(chains, { matters: 'events' }, {})).not.toBe('')
  expect(said(chains, { matters: 'events' }, lost)).toBe('')
})
