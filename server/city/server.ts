import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Config } from '../config.ts'
import type { Directories } from '../directory/settings.ts'
import { notLaid } from '../documents/calendars.ts'
import type { Documents } from '../documents/load.ts'
import { Engine } from '../engine/engine.ts'
import { noticesIn } from '../engine/notices.ts'
import { createEvaluator, type Evaluator } from '../expressions/evaluator.ts'
import { Feeds, type FeedsParts } from '../intake/feeds.ts'
import { sentence } from '../intake/intake.ts'
import { contextOf, type NamedMapping } from '../intake/mapping.ts'
import { restateCodes } from '../intake/restating.ts'
import { unmappedThings } from '../intake/unmapped-things.ts'
import type { Reader } from '../reader/reader.ts'
import { createUnknownWords, type UnknownWords } from '../intake/unknown-words.ts'
import { openDatabase } from '../journal/database.ts'
import { createRoom, isPassing } from '../journal/room.ts'
import { openBesideStore } from '../journal/beside-store.ts'
import { Hub } from '../live/hub.ts'
import type { LiveSockets } from '../live/sockets.ts'
import type { Log } from '../log.ts'
import { openRecording } from '../recording/open-recording.ts'
import type { Signing } from '../signing/signing.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { CityClock } from './city-clock.ts'
import { closed } from './closed.ts'
import { startHousekeeping } from './housekeeping.ts'
import { openInForce, type InForce } from './in-force.ts'
import { listen, type Listening } from './listening.ts'
import { openLooks, type Looks } from './looks.ts'
import { flushOnce, startPace } from './pace.ts'
import { startOwnWork } from './own-work.ts'
import { openOutside, type Outside, type OutsideParts } from './outside.ts'
import { movedText, publish, startPublishing } from './publishing.ts'
import { recountAtOnce, shownBy, startRecounting } from './recounting.ts'

export interface CityServerParts {
  readonly config: Config
  readonly documents: Documents
  readonly kinds: readonly Kind[]
  readonly clock: CityClock
  readonly clientDir: string
  readonly log: Log
  readonly alarms: Alarms
  /** Who else may vouch for people; throws ConfigError where that is not set up as it must be. */
  readonly directories: (secretOf: (name: string) => string | undefined) => Directories
  /** Lines of /metrics about the process. */
  readonly figures: () => readonly string[]
  readonly intake: Pick<FeedsParts, 'connectors' | 'mask' | 'secret' | 'fileOf'> &
    Pick<OutsideParts, 'announced' | 'note'> & { readonly mapping: NamedMapping }
  /** Whether there is little memory left. */
  readonly isShort?: () => boolean
  readonly onFatal: (what: string, error: unknown) => void
}

export interface CityServer {
  readonly engine: Engine
  readonly feeds: Feeds
  /** Where people find it. */
  readonly address: string
  /** Where what runs on this machine sends its records. */
  readonly inside: string
  /** By which the first administrators are made; null: there are some. Never to be logged. */
  setUpToken(): string | null
  stop(): Promise<void>
}

/** Everything of one city in one process, listening. */
export async function startCityServer(parts: CityServerParts): Promise<CityServer> {
  const { config, clock, log } = parts
  mkdirSync(config.dataDir, { recursive: true })
  const outside = openOutside({ config, log, alarms: parts.alarms, ...parts.intake })
  const { signing } = outside
  const documents = signing.over(parts.documents)
  const db = openDatabase(join(config.dataDir, 'city.db'))
  const engine = openEngine({ ...parts, documents }, db)
  signing.right(engine, documents.inForce(engine.city.documents).facts)
  const unknownWords = createUnknownWords(openBesideStore(db, 'unknown'))
  for (const { id } of notLaid(documents.calendars, noticesIn(engine.city.documents)))
    log('warn', 'documents', `the notice of holidays ${id} does not join its calendar, and is left out`)
  recountBefore(log, engine)
  const inForce = openInForce(documents, parts.kinds, engine)
  const stopPublishing = await startPublishing(
    () => publish(engine, signing.facts(inForce.documents.facts, engine.city.documents), clock.now, log),
    error => parts.onFatal('publishing', error),
  )
  const { scene, veilOf } = inForce
  const recording = openRecording({ ...config, keep: config.replayKeep, now: clock.now, log })
  const { told } = recording
  const hub = new Hub({ areas: documents.areas, veilOf, ...(told && { told }) }, shownBy(engine, scene))
  const stopRecording = recording.start(hub)
  // A screen may come back before the first flush.
  hub.dropRemoved(engine.city.removals.floor)
  const evaluator = createEvaluator()
  const looks = openLooks(parts, db, { inForce, evaluator, secret: outside.secret })
  const taking = { inForce, looks, evaluator, unknownWords }
  // Nothing is told again before a feed is started, and by then there is a reader.
  const feeds = startFeeds(parts, { engine, outside, reader: () => listening.reader, ...taking })
  const listening: Listening = await listen({ parts, engine, hub, feeds, outside, recording, ...taking })
  const { sockets, reached } = listening
  const stopBeats = startBeats(parts, { engine, hub, sockets, inForce, feeds, looks, signing })
  const stopLooking = signing.watch(engine, db)
  const stopAlone = () => [stopBeats, stopPublishing, stopLooking].forEach(stop => stop())
  for (const feed of inForce.documents.feeds) feeds.start(feed)
  const stopWork = startOwnWork(parts, { engine, feeds, inForce, listening })
  return {
    engine,
    feeds,
    address: reached.address,
    inside: reached.inside,
    setUpToken: () => listening.house.setUpToken(),
    async stop() {
      await stopWork()
      await stopAll({ engine, hub, feeds, outside, evaluator, listening, stopAlone })
      stopRecording()
    },
  }
}

const openEngine = (
  { config, documents, kinds, clock, log, intake, onFatal }: CityServerParts,
  db: DatabaseSync,
): Engine =>
  new Engine({
    db,
    documents: { ...documents, kinds },
    now: clock.now,
    clock: () => performance.now(),
    telemetryKeep: config.telemetryKeep,
    room: createRoom({
      clock: () => performance.now(),
      say: (level, message) => log(level, 'disk', message),
      broken: onFatal,
    }),
    onFault: ({ fact, error }, { feed, seq }, count) => {
      const why = sentence(String(error), intake.mask)
      log('error', `feed ${feed}`, `what came in was not counted: ${why}`, { seq, fact: fact.type, count })
    },
    onUncounted: (thing, error) =>
      log('error', 'engine', `${thing.id} could not be counted anew, and counts nowhere: ${String(error)}`),
  })

interface Beating extends Pick<Started, 'engine' | 'hub' | 'feeds'> {
  readonly sockets: LiveSockets
  readonly looks: Looks
  readonly inForce: InForce
  readonly signing: Signing
}

/** What goes on by itself: pictures, checkpoints, ticks, pruning, and counting anew where that is due. */
function startBeats(
  { clock, log, onFatal }: CityServerParts,
  { engine, hub, sockets, inForce, feeds, looks, signing }: Beating,
): () => void {
  if (engine.lastPicture !== null)
    log('info', 'engine', 'the numbers are counted anew; until then the screens are shown those of before')
  const stopRecounting = startRecounting({
    engine,
    hub,
    sockets,
    scene: inForce.scene,
    inForce: {
      wanted: inForce.wanted,
      replace(documents) {
        feeds.replace(inForce.replace(documents))
        looks.recent.keepOnly(documents.feeds)
      },
    },
    publish: ({ facts }) => publish(engine, signing.facts(facts, engine.city.documents), clock.now, log),
    clock: () => performance.now(),
    onDone: ms => {
      log('info', 'engine', `the numbers are counted anew, in ${(ms / 1000).toFixed(1)} s`)
      sayMoved(log, engine)
    },
    onFailure: error => onFatal('counting anew', error),
  })
  const stopPace = startPace({
    engine,
    hub,
    sockets,
    now: clock.now,
    speed: clock.speed,
    onFailure: onFatal,
  })
  const stopHousekeeping = startHousekeeping(
    () => engine.prune(),
    error => {
      if (!isPassing(error)) log('warn', 'retention', `could not be pruned now: ${String(error)}`)
    },
  )
  return () => {
    stopRecounting()
    stopPace()
    stopHousekeeping()
  }
}

/** What is counted before anybody is shown anything. */
function recountBefore(log: Log, engine: Engine): void {
  const isStale = engine.lastPicture !== null
  recountAtOnce(engine, () => performance.now())
  if (isStale && engine.lastPicture === null) sayMoved(log, engine)
}

/** Once all is counted anew (DOMAIN 2.4 R7). */
function sayMoved(log: Log, { city }: Engine): void {
  const moved = movedText(city.movedDues)
  if (moved !== '') log('info', 'engine', moved)
}

interface Feeding extends Pick<Started, 'engine' | 'outside' | 'evaluator'> {
  readonly inForce: InForce
  readonly looks: Looks
  readonly unknownWords: UnknownWords
  readonly reader: () => Reader
}

const startFeeds = (
  { intake, clock, log, documents, kinds }: CityServerParts,
  { engine, outside, inForce, looks, evaluator, unknownWords, reader }: Feeding,
): Feeds => {
  const named = contextOf(documents, kinds)
  return new Feeds({
    ...intake,
    evaluate: evaluator.evaluate,
    mapping: feed => intake.mapping(feed, inForce.documents.namings),
    secret: outside.secret,
    reach: outside.reach,
    submit: draft => engine.submit(draft),
    position: feed => engine.journal.positionOf(feed),
    reason: feed => engine.city.feeds.get(feed)?.reason ?? '',
    quarantined: engine.journal.quarantined,
    retaken: place => engine.retaken(place),
    look: looks.look,
    met: unknownWords.met,
    restate: feed =>
      restateCodes(
        {
          ...{ words: unknownWords, now: clock.now, submit: draft => engine.submit(draft) },
          feeds: () => inForce.documents.feeds,
          contextOf: each => named(each, inForce.documents.namings),
          unmapped: (of, after) => unmappedThings(reader(), engine.city, of, after),
          thing: id => engine.thing(id),
        },
        feed,
      ),
    now: clock.now,
    speed: clock.speed,
    log: (feed, level, message) => log(level, `feed ${feed}`, message),
  })
}

interface Started {
  readonly engine: Engine
  readonly hub: Hub
  readonly feeds: Feeds
  readonly outside: Outside
  readonly evaluator: Evaluator
  readonly listening: Listening
  /** What goes on by itself. */
  readonly stopAlone: () => void
}

/** Screens are told first; then nothing new comes in; then what came in is written. */
async function stopAll({
  engine,
  hub,
  feeds,
  outside,
  evaluator,
  listening,
  stopAlone,
}: Started): Promise<void> {
  const { sockets, listeners, reader, house } = listening
  sockets.sayAway(3_000)
  stopAlone()
  await feeds.stop()
  flushOnce({ engine, hub, sockets })
  listening.reached.stop()
  await closed(listeners, sockets)
  await evaluator.stop()
  await reader.stop()
  await house.stop()
  outside.stop()
  await engine.stop()
}
