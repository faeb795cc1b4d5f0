import { expect, test } from 'vitest'
import { groupsOf, linksIn, tabsOf } from './nets.ts'
import type { SceneLink } from './scene-link.ts'

const link = (id: string, more: Partial<SceneLink> = {}): SceneLink => ({
  id,
  title: id,
  to: `/${id}`,
  ...more,
})
const ids = (links: readonly SceneLink[]) => links.map(({ id }) => id)

const OVERVIEW = link('overview')
const PARTY = link('party', { net: 'collaboration' })
const SERVICES = link('services', { net: 'service' })
const CITY = link('city', { net: 'governance' })
const PROJECTS = link('projects', { net: 'service', tab: true })
const ALL = [OVERVIEW, PARTY, SERVICES, CITY, PROJECTS]

test('[NAV1] (IOC-16) scenes are parted by the three nets, in their order, under what stands above them', () => {
  expect(groupsOf(ALL).map(({ net, links }) => [net, ids(links)])).toEqual([
    [null, ['overview']],
    ['service', ['services', 'projects']],
    ['governance', ['city']],
    ['collaboration', ['party']],
  ])
  expect(groupsOf([OVERVIEW]).map(({ net }) => net)).toEqual([null])
})

test('[NAV2] (IOC-16) of a net that is chosen there are its scenes, what stands above all, and where one is', () => {
  expect(ids(linksIn(ALL, null, 'city'))).toEqual(ids(ALL))
  expect(ids(linksIn(ALL, 'service', 'services'))).toEqual(['overview', 'services', 'projects'])
  expect(ids(linksIn(ALL, 'service', 'city'))).toEqual(['overview', 'services', 'city', 'projects'])
})

test('[PHN1] the tabs of a phone are the first scene and the one that asks to be there, else the second', () => {
  expect(ids(tabsOf(ALL))).toEqual(['overview', 'projects'])
  expect(ids(tabsOf([OVERVIEW, PARTY, CITY]))).toEqual(['overview', 'party'])
  expect(ids(tabsOf([link('only', { tab: true })]))).toEqual(['only'])
  expect(tabsOf([])).toEqual([])
})
