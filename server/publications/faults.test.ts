import { expect, test } from 'vitest'
import { kinds } from '../../shared/kinds/registry.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { ConsoleFamily } from '../../shared/sync/publications.ts'
import { connectors } from '../connectors/registry.ts'
import { loadDocuments, parsersOf } from '../documents/load.ts'
import { mappingOf } from '../intake/mapping.ts'
import { brokenBy, judged, type JudgingGround } from './faults.ts'
import { ofFamily, plain } from './known.ts'

const shipped = loadDocuments(new URL('../../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})
const ground: JudgingGround = {
  ...{
    parsers: parsersOf(kinds, shipped.areas),
    mask,
    beside: shipped,
    connectors,
    mapping: mappingOf(shipped, kinds),
  },
  isSet: name => name === 'FEED_TRIED_TOKEN',
  setFor: () => null,
  areas: shipped.areas,
}
const named = (family: ConsoleFamily, id: string): Fields => {
  return plain(ofFamily(family, shipped).find(each => each.id === id) ?? { id: '' })
}
const faultsOf = (family: ConsoleFamily, document: Fields): string => {
  const found = judged(family, document, ground)
  return found.ok ? '' : found.faults.join('\n')
}
const POLLED = shipped.feeds.find(({ connector }) => connector === 'http-poll')!.id
const feed = (over: object) => faultsOf('feed', { ...named('feed', POLLED), ...over })

test('[PUBL1] whatever is shipped could be published, but for the forms and what is computed', () => {
  const all = [
    ...shipped.feeds.map(each => ['feed', each] as const),
    ...shipped.metrics.map(each => ['metric', each] as const),
    ...shipped.scenes.map(each => ['scene', each] as const),
    ...shipped.alerts.map(each => ['alert', each] as const),
    ...shipped.channels.map(each => ['channel', each] as const),
    ...shipped.namings.map(each => ['naming', each] as const),
  ]
  const faults = all.flatMap(([family, document]) => {
    const found = judged(family, plain(document), ground)
    return found.ok ? [] : [`${family} ${document.id}: ${found.faults.join()}`]
  })
  const own = faults.filter(fault => !/forms of this product|computed from libraries/.test(fault))
  expect(own).toEqual([])
  expect(all.length).toBeGreaterThan(500)
})

test('[PUBL1] a feed is told of each fault with its place', () => {
  expect(feed({})).toBe('')
  expect(feed({ connector: 'fax' })).toMatch(/^\/connector: there is none "fax"; there are .*http-poll/)
  expect(feed({ settings: { url: 7 } })).toContain('/settings: settings: /url')
  expect(feed({ secrets: { token: 'A_NAME', gate: 'B' } })).toBe(
    '/secrets/gate: http-poll takes no such secret; it takes token',
  )
  expect(feed({ kind: 'nothing' })).toContain('/mapping: the mapping of feed')
  expect(feed({ mapping: { kind: 'record' } })).toContain('/mapping:')
  expect(feed({ completes: 'nobody' })).toContain('/completes: there is no other feed "nobody"')
  expect(feed({ completes: 'hotline' })).toContain('/completes: "hotline" tells of other things')
  expect(feed({ more: 1 })).not.toBe('')
})

test('[PUBL1] a scene is told of what it reads and where its panels stand', () => {
  const scene = named('scene', 'overview') as Fields & { panels: Fields[]; layouts: Fields }
  expect(faultsOf('scene', scene)).toBe('')
  // What no topic can be called no screen could ask for.
  expect(faultsOf('scene', { ...scene, id: 'over.view' })).toContain('/id: must match pattern')
  const panels = (metrics: Fields) => [{ ...scene.panels[0], metrics }, ...scene.panels.slice(1)] as Fields[]
  const reading = (text: string) => faultsOf('scene', { ...scene, panels: panels({ x: text }) })
  expect(reading('no.such')).toBe('/panels/0/metrics/x: there is no metric "no.such"')
  expect(reading('project.count@moon')).toContain('/panels/0/metrics/x: "project.count@moon": after @ comes')
  const layouts = { ...scene.layouts, 'wall-99': {} }
  expect(faultsOf('scene', { ...scene, layouts })).toContain('/layouts/wall-99: there is no such layout')
  const phone = { columns: ['1fr'], rows: ['auto', 'auto'], areas: ['frame', 'ghost'] }
  expect(faultsOf('scene', { ...scene, layouts: { phone } })).toBe(
    '/layouts/phone: no panel ghost in this scene',
  )
  expect(faultsOf('scene', { ...scene, layouts: { phone: { columns: [] } } })).toContain('/layouts/phone/')
})

test('[PUBL2] forms are not published, nor feeds in their place, nor numbers that are computed', () => {
  const form = shipped.feeds.find(({ connector }) => connector === 'form')!
  expect(faultsOf('feed', plain(form))).toContain('forms of this product come with its folder')
  const supervision = named('feed', 'supervisions')
  expect(feed({ source: supervision['source'] })).toContain('is of forms of this product alone')
  expect(feed({ kind: supervision['kind'] })).toContain('is told by people alone')
  const library = shipped.metrics.find(({ id }) => id.startsWith('library.'))!
  expect(faultsOf('metric', plain(library))).toContain('computed from libraries.json')
})

test('[PUBL3] no password, nobody’s number, and no secret of the environment', () => {
  const settings = named('feed', POLLED)['settings'] as Fields
  expect(feed({ settings: { ...settings, url: 'http://anna:word@10.0.0.1/x' } })).toContain(
    '/settings/url: an address with a user or a password in it',
  )
  expect(feed({ title: { zh: '电话13912345678', en: '' } })).toBe(
    "/title/zh: what looks like somebody's name, number or address",
  )
})

test('[PUBL3] (T-SEC-02) a secret goes where it was set for: to the same place, or it is a new one of its own feed', () => {
  const own = `FEED_${POLLED.replace(/[.-]/g, '_').toUpperCase()}`
  const named = (token: string, over: object = {}) => feed({ secrets: { token }, ...over })
  expect(named(own)).toBe('')
  expect(named(`${own}_TOKEN`)).toBe('')
  for (const other of ['PATH', 'FEED_OTHER', `${own}X`, 'OIDC_CLIENT']) expect(named(other)).toContain(`"${other}" was not set for this address`) // oxfmt-ignore
  const keeping = shipped.feeds.find(
    ({ secrets, connector }) => secrets !== undefined && connector === 'webhook',
  )!
  expect(faultsOf('feed', plain(keeping))).toBe('')
  expect(faultsOf('feed', { ...plain(keeping), id: 'other' })).toContain('was not set for this address')
  const dialled = shipped.feeds.find(({ secrets, settings }) => secrets !== undefined && 'url' in settings)!
  const moved = { ...plain(dialled), settings: { ...dialled.settings, url: 'ws://10.0.0.9:7/gates' } }
  expect(faultsOf('feed', plain(dialled))).toBe('')
  expect(faultsOf('feed', moved)).toContain('was not set for this address')
})

test('[PUBL3] a feed of the console reads in the folder of upstreams and nowhere else', () => {
  const dropped = shipped.feeds.find(({ connector }) => connector === 'file-drop')!
  const at = (folder: string) =>
    faultsOf('feed', { ...plain(dropped), settings: { ...dropped.settings, folder } })
  expect([at('new/exports'), at(dropped.settings['folder'] as string)]).toEqual(['', ''])
  for (const path of ['/etc', '../', 'a/../../b', '..'])
    expect(at(path)).toContain('/settings/folder: it must lie in')
  const polled = shipped.feeds.find(({ settings }) => settings['dialect'] === 'sqlite')!
  const file = { ...plain(polled), settings: { ...polled.settings, file: '../trust.db' } }
  expect(faultsOf('feed', file)).toContain('/settings/file: it must lie in')
})

test('[PUBL4] what others name is missed by them, and only what was there before', () => {
  const without = { ...shipped, metrics: shipped.metrics.filter(({ id }) => id !== 'project.count') }
  const faults = brokenBy(shipped, without, shipped.areas)
  expect(faults.length).toBeGreaterThan(0)
  expect(faults.every(fault => fault.includes('there is no metric "project.count"'))).toBe(true)
  // It is missed already: whoever changes something else is not held up by it.
  expect(brokenBy(without, without, shipped.areas)).toEqual([])
  const completed = shipped.feeds.find(({ completes }) => completes !== undefined)!
  const feeds = shipped.feeds.filter(({ id }) => id !== completed.completes)
  expect(brokenBy(shipped, { ...shipped, feeds }, shipped.areas)).toContain(
    `feed ${completed.id}/completes: there is no other feed "${completed.completes}"`,
  )
})

test('[PUBL1] [PUBL4] a rule of alerts and its channels are judged like the rest', () => {
  const rule = named('alert', 'feed-failed')
  expect(faultsOf('alert', rule)).toBe('')
  expect(faultsOf('alert', { ...rule, channels: ['nowhere'] })).toBe(
    '/channels: there is no channel "nowhere"',
  )
  const channel = named('channel', 'duty')
  expect(faultsOf('channel', channel)).toBe('')
  expect(faultsOf('channel', { ...channel, address: 'PATH' })).toContain('"PATH" is not of this channel')
  const channels = shipped.channels.filter(({ id }) => id !== 'duty')
  expect(brokenBy(shipped, { ...shipped, channels }, shipped.areas)).toContain(
    'alert feed-failed/channels: there is no channel "duty"',
  )
})

test('[PUBL11] each name leads to what it says, and is given once', () => {
  const naming = (over: object, id = 'liaoyang') => ({ ...named('naming', 'liaoyang'), id, ...over })
  const areas = [{ name: '老文圣', code: '211002016' }]
  const departments = [{ name: '市建委', is: '市住建局' }]
  expect(faultsOf('naming', naming({ areas, departments }))).toBe('')
  expect(faultsOf('naming', naming({ areas: [{ name: '白塔区', code: '211003' }] }))).toBe(
    '/areas/0/name: "白塔区" does not lead to 211003: it is taken',
  )
  expect(faultsOf('naming', naming({ areas: [{ name: '老文圣', code: '110105' }] }))).toBe(
    '/areas/0/code: 110105 is no area in force',
  )
  const other = { id: 'other', title: { zh: '另一份', en: '' }, areas, departments }
  const beside = { ...shipped, namings: [...shipped.namings, other] }
  const found = judged('naming', naming({ areas: [{ name: '老文圣', code: '211002017' }], departments }), {
    ...ground,
    beside,
  })
  expect(found.ok ? [] : found.faults).toEqual([
    '/areas/0/name: "老文圣" does not lead to 211002017: it is taken',
    '/departments/0/name: "市建委" stands in another document',
  ])
})
