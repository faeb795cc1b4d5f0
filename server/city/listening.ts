import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openAlerting, type Alerting } from '../alerts/alerting.ts'
import type { Routes } from '../access/routes.ts'
import { parsersOf } from '../documents/load.ts'
import type { Engine } from '../engine/engine.ts'
import { serveEntities } from '../entities/routes.ts'
import { Explainer } from '../explain/explain.ts'
import { serveCarryingOut } from '../explain/carrying-out.ts'
import { serveExplanations, serveHistory } from '../explain/routes.ts'
import { serveFeedboard } from '../feedboard/routes.ts'
import { createApp } from '../http/app.ts'
import { createArrivals, type Arrivals } from '../http/arrivals.ts'
import { createCrowd } from '../http/crowd.ts'
import { createCspReports } from '../http/csp-reports.ts'
import { figuresText } from '../http/figures.ts'
import { handlerOf } from '../http/handler.ts'
import { ingestRoute } from '../http/ingest.ts'
import { createListeners, type Listeners } from '../http/listeners.ts'
import { serveQuarantine } from '../http/quarantine.ts'
import { serveAbout } from '../http/about.ts'
import { serveStart } from '../http/start.ts'
import type { Evaluator } from '../expressions/evaluator.ts'
import type { Feeds } from '../intake/feeds.ts'
import { contextOf } from '../intake/mapping.ts'
import type { Recording } from '../recording/open-recording.ts'
import { serveReplay } from '../recording/routes.ts'
import { serveReference } from '../reference/routes.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { UnknownWords } from '../intake/unknown-words.ts'
import type { Hub } from '../live/hub.ts'
import { serveLayers } from '../layers/routes.ts'
import { openSocketServer } from '../live/socket-server.ts'
import { LiveSockets } from '../live/sockets.ts'
import { foundAt } from '../net/reached.ts'
import { serveQuarantineDesk } from '../quarantine/routes.ts'
import { Reader } from '../reader/reader.ts'
import { servePublications } from '../publications/routes.ts'
import { waitingDrafts } from '../publications/waiting-drafts.ts'
import { servedVersion } from '../screens/served-version.ts'
import { departmentsIn } from './departments-in.ts'
import { openHouse, type House } from './house.ts'
import type { InForce } from './in-force.ts'
import type { Looks } from './looks.ts'
import type { Outside } from './outside.ts'
import { openReached, pairOf, type OpenReached } from './open-reached.ts'
import type { CityServerParts } from './server.ts'
import { serveWork } from './work-routes.ts'

export interface ListeningParts {
  readonly parts: CityServerParts
  readonly engine: Engine
  readonly hub: Hub
  readonly feeds: Feeds
  readonly outside: Outside
  readonly inForce: InForce
  readonly looks: Looks
  readonly evaluator: Evaluator
  readonly unknownWords: UnknownWords
  readonly recording: Pick<Recording, 'minutes'>
}

export interface Listening {
  readonly listeners: Listeners
  readonly reader: Reader
  readonly sockets: LiveSockets
  readonly house: House
  readonly reached: OpenReached
  readonly alerting: Alerting
}

function serveApi(routes: Routes, listening: ListeningParts, house: House, reader: Reader): void {
  const { parts, engine, feeds, outside, inForce } = listening
  const { documents, kinds, log } = parts
  const now = { feeds: () => inForce.documents.feeds }
  house.serve(routes)
  outside.serve(routes, {
    ...{ audit: house.audit, documents: () => inForce.documents },
    waiting: () => waitingDrafts(house.drafts.all(), parts.intake.connectors, inForce.wanted()),
    restart: feed => {
      feeds.restart(feed).catch((error: unknown) => log('error', `feed ${feed.id}`, String(error)))
    },
  })
  serveStart(routes, () => inForce.documents, outside.signing.publicKey)
  serveAbout(routes, () => inForce.documents)
  serveUpkeep(routes, listening, house, reader)
  const { areas, libraries } = documents
  const known = { areas, libraries, engine, reader, kinds, ...now }
  const explainer = new Explainer(known)
  serveExplanations(routes, explainer)
  serveLayers(routes, {
    ...{ areas, engine, explainer, kinds, ...now, veilOf: inForce.veilOf, now: parts.clock.now },
  })
  serveReplay(routes, {
    ...{ areas, veilOf: inForce.veilOf, now: parts.clock.now, minutes: listening.recording.minutes },
  })
  serveCarryingOut(routes, {
    ...{ explainer, audit: house.audit, areas: documents.areas, kinds, now: Date.now },
    newId: () => randomBytes(4).toString('hex'),
    thing: id => engine.thing(id),
  })
  serveEntities(routes, known)
  serveFeedboard(routes, {
    ...{
      areas,
      libraries,
      engine,
      reader,
      kinds,
      audit: house.audit,
      now: parts.clock.now,
      worldNow: Date.now,
      drift: listening.looks.shapes.drift,
    },
    inForce: () => inForce.documents,
  })
  serveHistory(routes, { areas: documents.areas, engine, reader, kinds })
  serveDocuments(routes, listening, house, reader)
  serveWork(routes, listening, house, reader)
}

/** What was set aside, and the words that nobody knows. */
function serveUpkeep(routes: Routes, listening: ListeningParts, house: House, reader: Reader): void {
  const { parts, engine, feeds, inForce, looks, unknownWords, evaluator } = listening
  const { documents, kinds, clock, intake } = parts
  const named = contextOf(documents, kinds)
  const context = (feed: FeedDocument) => named(feed, inForce.documents.namings)
  serveQuarantine(routes, engine.journal)
  serveQuarantineDesk(routes, {
    ...{ reader, kinds, shapes: looks.shapes, setAside: feeds.setAside, audit: house.audit, now: clock.now },
    ...{ areas: documents.areas, contextOf: context, mapping: namedMapping(listening), mask: intake.mask },
    evaluate: evaluator.evaluate,
    feeds: () => inForce.documents.feeds,
  })
  serveReference(routes, {
    ...{ engine, reader, kinds, unknownWords, now: clock.now, contextOf: context },
    inForce: () => inForce.documents,
  })
}

/** Under the names of places and departments that are in force. */
const namedMapping =
  ({ parts, inForce }: ListeningParts) =>
  (feed: FeedDocument) =>
    parts.intake.mapping(feed, inForce.documents.namings)

/** Feeds, metrics and scenes that come into force from a browser. */
function serveDocuments(routes: Routes, listening: ListeningParts, house: House, reader: Reader): void {
  const { parts, engine, outside, inForce } = listening
  const { documents, kinds, clock, intake } = parts
  servePublications(routes, {
    ...{ engine, reader, kinds, areas: documents.areas, audit: house.audit, drafts: house.drafts },
    ...{
      connectors: intake.connectors,
      mapping: namedMapping(listening),
      parsers: parsersOf(kinds, documents.areas),
    },
    ...{ secret: outside.secret, secrets: outside.secretNames, reach: outside.reach, fileOf: intake.fileOf },
    evaluate: listening.evaluator.evaluate,
    ...{ recent: listening.looks.recent.of, beside: listening.looks.beside },
    ...{ wanted: inForce.wanted, needsSecond: house.documentsBySecond, speed: clock.speed },
    signed: outside.signing.signed,
    ...{ now: clock.now, worldNow: Date.now },
    note: message => parts.log('warn', 'documents', message),
    isSet: name => outside.secretNames().includes(name) || outside.isInEnvironment(name),
    setFor: outside.setFor,
    isCounting: () => inForce.wanted() !== inForce.documents,
  })
}

/** What the rules of alerts raise, and whom it is told to. */
function alertingOf(
  { parts, engine, feeds, outside, inForce }: ListeningParts,
  { audit, deliveries }: House,
  reader: Reader,
): Alerting {
  const { config, clock, documents, log } = parts
  return openAlerting({
    ...{ engine, reader, audit, deliveries, log, areas: documents.areas, now: clock.now, worldNow: Date.now },
    documents: () => inForce.documents,
    file: (feed, records) => feeds.file(feed, records),
    ...{ secret: outside.secret, reach: outside.reach, mayBePlain: outside.isAnnounced },
    origin: () => foundAt(config.reached, config.port),
    newId: () => randomBytes(6).toString('hex'),
  })
}

function houseOf(
  { parts, engine, hub, outside }: ListeningParts,
  arrivals: Arrivals,
  sockets: () => LiveSockets | null,
): House {
  const house = openHouse({
    directories: parts.directories(outside.secret),
    ...{ config: parts.config, arrivals, areas: parts.documents.areas, log: parts.log },
    ...{ title: parts.documents.title.zh, alarms: parts.alarms, ring: outside.ring },
    departments: () => departmentsIn(engine, parts.documents.organisation),
    presenceOf: held => sockets()?.presenceOf(held) ?? null,
    end: held => sockets()?.end(held),
    given: { served: key => hub.served(key), version: servedVersion(parts.clientDir, Date.now) },
    tampered: outside.signing.tampered,
  })
  outside.signing.audited(house.audit)
  return house
}

/** Everything that others reach: pages, API, pushes of feeds, sockets. */
export async function listen(listening: ListeningParts): Promise<Listening> {
  const { parts, engine, hub, feeds } = listening
  const { config, clock, log } = parts
  const pair = pairOf(config.reached)
  const reader = new Reader(join(config.dataDir, 'city.db'), parts.kinds)
  let sockets: LiveSockets | null = null
  let reached: OpenReached | null = null
  const arrivals = createArrivals(config.reached)
  const crowd = createCrowd({ most: config.perAddress, arrivals, log, elapsed: () => performance.now() })
  const house = houseOf(listening, arrivals, () => sockets)
  const alerting = alertingOf(listening, house, reader)
  const { callerOf, onDenied } = house
  const reports = createCspReports(log, Date.now)
  const figures = () => [parts, crowd, reports, reached].flatMap(each => [...(each?.figures() ?? [])])
  const app = createApp({
    clientDir: parts.clientDir,
    ready: () => sockets !== null,
    metrics: () => (sockets === null ? '' : figuresText(engine, sockets, figures())),
    api(routes) {
      reports.serve(routes)
      serveApi(routes, listening, house, reader)
      alerting.serve(routes)
    },
    ...{ callerOf, onDenied, log },
    ...(parts.isShort === undefined ? {} : { isShort: parts.isShort }),
  })
  const ingest = ingestRoute(feeds, log)
  const made = createListeners({
    ...{ pair, addresses: config.reached.addresses, port: config.port },
    takesConnection: crowd.takesConnection,
    handle: handlerOf({ crowd, arrivals, ingest, app }),
  })
  const time = () => ({ now: clock.now(), speed: clock.speed })
  const io = openSocketServer(made.http, callerOf, arrivals, crowd.sockets)
  sockets = new LiveSockets(io, { hub, time, callerOf, onShown: house.onShown })
  const listeners = await made.listen()
  reached = await openReached({ ...parts, listeners, pair, ingest })
  return { listeners, reader, sockets, house, reached, alerting }
}
