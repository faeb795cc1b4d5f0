import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAir } from '../mock-data/air/air.ts'
import { createAlert } from '../mock-data/alert/alert.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createCitymgmt } from '../mock-data/citymgmt/citymgmt.ts'
import { createCaseModel } from '../mock-data/citymgmt/model.ts'
import { countOf } from '../mock-data/citymgmt/state.ts'
import { createCivil } from '../mock-data/civil/civil.ts'
import { createDispute } from '../mock-data/dispute/dispute.ts'
import { createEnterprise } from '../mock-data/enterprise/enterprise.ts'
import { createFinance } from '../mock-data/finance/finance.ts'
import { createGcproj } from '../mock-data/gcproj/gcproj.ts'
import { createGovsvc } from '../mock-data/govsvc/govsvc.ts'
import { createGovsvcModel } from '../mock-data/govsvc/model.ts'
import { createHospital } from '../mock-data/hospital/hospital.ts'
import { createHotline } from '../mock-data/hotline/hotline.ts'
import { createHotlineModel } from '../mock-data/hotline/model.ts'
import { orderJson } from '../mock-data/hotline/wire.ts'
import { createLedgers } from '../mock-data/ledgers/ledgers.ts'
import { createParty } from '../mock-data/party/party.ts'
import { createReception } from '../mock-data/reception/reception.ts'
import { createRegistry } from '../mock-data/registry/registry.ts'
import { createResidence } from '../mock-data/residence/residence.ts'
import { createRiver } from '../mock-data/river/river.ts'
import { readSettings, type PortName } from '../mock-data/settings.ts'
import { createStat } from '../mock-data/stat/stat.ts'
import { createTour } from '../mock-data/tour/tour.ts'
import { createTraffic } from '../mock-data/traffic/traffic.ts'
import type { Running, Upstream } from '../mock-data/upstream.ts'
import { createUrban } from '../mock-data/urban/urban.ts'
import { createUtility } from '../mock-data/utility/utility.ts'
import { eventually, openReach } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { Feeds } from '../server/intake/feeds.ts'
import { mappingOf } from '../server/intake/mapping.ts'
import { DAY, HOUR, MINUTE } from '../shared/calendar/civil.ts'
import { apply } from '../shared/city/apply.ts'
import { createCity, type City } from '../shared/city/city.ts'
import { settle } from '../shared/city/settle.ts'
import { batchOf } from '../shared/city/ticket.fixture.ts'
import type { Thing } from '../shared/kinds/kind.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { kindsOf } from '../shared/metrics/kinds-of.ts'
import type { Draft } from '../shared/model/batch.ts'
import type { FeedDocument } from '../shared/model/documents.ts'
import type { RecordFact } from '../shared/model/fact.ts'
import { backlogOf } from '../shared/model/position.ts'
import type { Fields } from '../shared/model/value.ts'
import { noExpressions } from '../server/expressions/no-expressions.fixture.ts'

const pretend = cityForTests({ at: '2026-11-23T10:24:00+08:00' })
const nobody = 'http://127.0.0.1:9'
const TOKEN = 'a token of the tests'
/** Every upstream that is asked or listened to, as it runs beside the server; those that push have tests of their own. */
const UPSTREAMS: { readonly [source: string]: () => Upstream } = {
  air: () => createAir(pretend, { port: 0 }),
  alert: () => createAlert(pretend, { port: 0 }),
  citymgmt: () => createCitymgmt(pretend, { port: 0 }),
  civil: () => createCivil(pretend),
  dispute: () => createDispute(pretend),
  enterprise: () => createEnterprise(pretend),
  finance: () => createFinance(pretend),
  gcproj: () => createGcproj(pretend, { port: 0, secret: '' }),
  govsvc: () => createGovsvc(pretend, createGovsvcModel(pretend, { volume: 0.02 })),
  hospital: () => createHospital(pretend, { port: 0 }),
  hotline: () => createHotline(pretend, { serverUrl: nobody, secret: 's', port: 0 }),
  ledgers: () => createLedgers(pretend),
  party: () => createParty(pretend),
  reception: () => createReception(pretend),
  registry: () => createRegistry(pretend),
  residence: () => createResidence(pretend),
  river: () => createRiver(pretend),
  stat: () => createStat(pretend),
  tour: () => createTour(pretend, { token: TOKEN, port: 0 }),
  traffic: () => createTraffic(pretend, { port: 0 }),
  urban: () => createUrban(pretend),
  utility: () => createUtility(pretend),
}
/** Of the past a few days will do. */
const PAST_DAYS = 3
const ASKING = new Set(['http-poll', 'sql-poll', 'file-drop', 'cap-atom', 'websocket'])

const documents = loadDocuments(
  new URL('../documents', import.meta.url).pathname,
  kinds,
  ({ file, faults }) => {
    throw new Error(`${file}: ${faults.join('; ')}`)
  },
)
const asking = documents.feeds.filter(feed => ASKING.has(feed.connector))
const running = new Map<string, Running>()
const started: Feeds[] = []

beforeAll(async () => {
  // Upstreams that laid down their older files before: a few are as good as all.
  for (const [source, days] of [
    ['citymgmt', PAST_DAYS],
    ['stat', 300],
    ['civil', 300],
  ] as const) {
    mkdirSync(`${pretend.folder}/${source}`, { recursive: true })
    writeFileSync(`${pretend.folder}/${source}/drop.json`, String(pretend.clock.now() - days * DAY))
  }
  for (const source of new Set(asking.map(feed => feed.source)))
    running.set(source, await UPSTREAMS[source]!().start())
  // What is laid into folders is laid there once the clock moves.
  await pretend.clock.advance(pretend.clock.now() + 1)
}, 60_000)
afterAll(async () => {
  for (const feeds of started) await feeds.stop()
  for (const upstream of running.values()) await upstream.stop()
  pretend.remove()
})

/** The shipped document, at the port that this upstream happened to get, and in a hurry. */
function nearby(feed: FeedDocument): FeedDocument {
  const since = feed.settings['since'] as Fields | undefined
  const past = since === undefined ? {} : { since: { ...since, pastDays: PAST_DAYS } }
  const { dailyAt: _daily, ...others } = feed.settings
  const isListening = feed.connector === 'websocket'
  const settings = { ...others, ...past, ...(isListening ? {} : { everySeconds: 1 }) }
  const url = feed.settings['url']
  if (typeof url !== 'string') return { ...feed, settings }
  const address = new URL(running.get(feed.source)!.address.split(' ')[0]!)
  const shipped = new URL(url)
  expect(shipped.port, `${feed.id}: the port at which the pretend city serves it`).toBe(
    String(readSettings({}).portOf(feed.source as PortName)),
  )
  return {
    ...feed,
    settings: { ...settings, url: `${shipped.protocol}//${address.host}${shipped.pathname}` },
  }
}

const drafts = new Map<string, Draft[]>(asking.map(feed => [feed.id, []]))

/**
 * What an upstream answered wrongly. A connection that it closed in the very moment in which it was used again is none: that
 * happens on a busy machine, and the next turn mends it; so does a handshake that was too slow. Nor is one that was asked too often, which says when to come again.
 */
const failuresOf = (said: readonly Draft[]): string[] =>
  said
    .filter(draft => draft.outcome === 'failed')
    .map(draft => draft.reason)
    .filter(
      reason =>
        !/^no connection: .*(ECONNRESET|socket hang up|handshake has timed out)|^HTTP 429$/.test(
          reason.replace(/^(busy|slow): /, ''),
        ),
    )

/** Each alone, so that it rests once its upstream has answered often enough: asked on ten times a second it would hold up the others. */
function feedsOfOne(): Feeds {
  const feeds = new Feeds({
    connectors,
    ...{ evaluate: noExpressions, mapping: mappingOf(documents, kinds) },
    mask: text => text,
    secret: name => (name === 'TOUR_TOKEN' ? TOKEN : undefined),
    submit: async draft => {
      const all = drafts.get(draft.feed)!
      all.push(draft)
      return { seq: all.length, ...draft }
    },
    fileOf: path => `${pretend.folder}/${path}`,
    reach: openReach,
    reason: () => '',
    position: feed => drafts.get(feed)!.findLast(draft => draft.position !== null)?.position ?? null,
    quarantined: () => [],
    retaken: () => null,
    now: pretend.clock.now,
    speed: 10,
    log: () => undefined,
  })
  started.push(feeds)
  return feeds
}

/** One answer, and what follows comes when it happens. */
const TELLING = new Set(['file-drop', 'websocket'])

/** Turns and pieces of the past have a position; a folder without news is not reported. */
function isThrough(feed: FeedDocument): boolean {
  const said = drafts.get(feed.id)!
  const turns = said.filter(draft => draft.position !== null || draft.facts.length === 0)
  const failed = failuresOf(said).length > 0
  const position = said.findLast(draft => draft.position !== null)?.position ?? null
  const isWhole = position === null || backlogOf(position) === null
  return failed || (isWhole && turns.length >= (TELLING.has(feed.connector) ? 1 : 3))
}

test('[FED1] every shipped feed that asks its upstream asks it again and again, and gets what it can use', async () => {
  const throughAll = asking.map(async feed => {
    const feeds = feedsOfOne()
    feeds.start(nearby(feed))
    await eventually(
      () => isThrough(feed),
      () => feed.id,
      120_000,
    )
    await feeds.stop()
  })
  await Promise.all(throughAll)
  for (const feed of asking) {
    const said = drafts.get(feed.id)!
    expect(failuresOf(said), feed.id).toEqual([])
    expect(
      said.flatMap(draft => draft.quarantined),
      feed.id,
    ).toEqual([])
    expect(
      said.reduce((sum, draft) => sum + draft.counts.accepted, 0),
      feed.id,
    ).toBeGreaterThan(0)
  }
}, 150_000)

const factsOf = (feed: string) => drafts.get(feed)!.flatMap(draft => draft.facts as readonly RecordFact[])

test('[FED2] (LYX-11) the waits of the hall come as the minutes that its upstream means', () => {
  const zones = factsOf('govsvc-hall').map(fact => fact.fields)
  const minutes = (name: string) =>
    zones.map(fields => fields[name]).filter((span): span is number => typeof span === 'number')
  expect(minutes('waitMs').length).toBeGreaterThan(0)
  for (const limit of minutes('waitLimitMs')) expect([limit % MINUTE, limit / MINUTE > 4]).toEqual([0, true])
  for (const wait of minutes('waitMs')) expect(wait % MINUTE === 0 && wait / MINUTE < 240).toBe(true)
})

test('[FED3] what completes a feed is of the same upstream and kind', () => {
  const byId = new Map(documents.feeds.map(feed => [feed.id, feed]))
  const completing = documents.feeds.filter(feed => feed.completes !== undefined)
  expect(completing.length).toBeGreaterThan(1)
  for (const feed of completing) {
    const main = byId.get(feed.completes!)
    expect([feed.id, feed.source, feed.kind]).toEqual([feed.id, main?.source, main?.kind])
  }
})

test('[FED4] what 12345 says at night is, order by order, the very fact that it pushed', () => {
  const map = mappingOf(documents, kinds)(documents.feeds.find(feed => feed.id === 'hotline')!)
  const pushed = new Map(
    createHotlineModel(pretend)
      .truth(pretend.clock.now())
      .filter(state => state.updatedAt > pretend.clock.now() - PAST_DAYS * DAY - HOUR)
      .map(state => map(orderJson(state, pretend.anomalies), { now: pretend.clock.now() }))
      .flatMap(mapped => (mapped.ok ? [mapped.fact as RecordFact] : []))
      .map(fact => [fact.id, fact]),
  )
  const told = factsOf('hotline-nightly')
  expect(told.length).toBeGreaterThan(1_000)
  for (const fact of told) expect(fact).toEqual(pushed.get(fact.id))
})

describe('数字城管, told by query and by file', () => {
  const metrics = documents.metrics.filter(metric => kindsOf(metric).includes('city-case'))
  const cityOf = (...facts: readonly RecordFact[]) => {
    const city = createCity({ ...documents, kinds, metrics, now: pretend.clock.now() })
    const things = new Map<string, Thing>()
    expect(apply(city, batchOf(1, facts), id => things.get(id) ?? null)).toEqual([])
    settle(city)
    return city
  }

  test('[FED5] a case that both told of is one, and stands as the query says', () => {
    const query = factsOf('citymgmt')
    const known = new Set(query.map(fact => fact.id))
    const file = factsOf('citymgmt-nightly').filter(fact => known.has(fact.id))
    expect(file.length).toBeGreaterThan(500)
    const numbers = (city: City) =>
      Object.fromEntries(
        [...city.cells].flatMap(([key, cell]) => (key.startsWith('feed:') ? [] : [[key, cell.json]])),
      )
    const asked = numbers(cityOf(...query))
    expect(numbers(cityOf(...query, ...file))).toEqual(asked)
    expect(numbers(cityOf(...file, ...query))).toEqual(asked)
  })

  test('[FED6] what only the files told of stands as it stood when the last of them was made', () => {
    const file = factsOf('citymgmt-nightly')
    const city = cityOf(...file)
    const rows = new Map([...city.changed].map(([id, known]) => [id, known.derived!.row]))
    const truth = createCaseModel(pretend).truth(Date.parse('2026-11-23T01:30:00+08:00'))
    expect([...rows.keys()].length).toBe(new Set(file.map(fact => fact.id)).size)
    let compared = 0
    for (const state of truth) {
      const row = rows.get(`citymgmt/${state.case.caseNo}`)
      if (row === undefined) continue
      compared++
      expect([row['number'], row['state'], row['delays']]).toEqual([
        state.case.caseNo,
        state.stage,
        countOf(state.steps, 'delay'),
      ])
    }
    expect(compared).toBeGreaterThan(1_000)
    const located = [...rows.values()].filter(row => row['area'] !== '')
    expect(located.length).toBe(rows.size)
  })
})
