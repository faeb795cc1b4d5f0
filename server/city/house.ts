import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Areas } from '../../shared/areas/areas.ts'
import { createCallers, openHouse as visitors, scraperBy, type CallerOf } from '../access/callers.ts'
import { createDenials, type Denials } from '../access/denials.ts'
import type { Routes } from '../access/routes.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { Audit } from '../audit/audit.ts'
import { openOffice } from '../audit/office.ts'
import { tellRestores } from '../backup/restore-notes.ts'
import type { Config } from '../config.ts'
import type { Arrivals } from '../http/arrivals.ts'
import { createLdap } from '../directory/ldap.ts'
import { serveOidc, type OidcRoutesParts } from '../directory/routes.ts'
import type { Directories } from '../directory/settings.ts'
import { screenHold, sessionHold, type Presence } from '../live/sockets.ts'
import type { Log } from '../log.ts'
import { isOnLoopback } from '../net/reached.ts'
import { PHOTOS } from '../backup/contents.ts'
import { openAlbum } from '../photos/album.ts'
import type { Photos } from '../photos/photos.ts'
import { FILING_TABLES, Filings } from '../snaps/filings.ts'
import { Deliveries, DELIVERY_TABLES } from '../alerts/deliveries.ts'
import { DRAFT_TABLES, Drafts } from '../publications/drafts.ts'
import { INVESTOR_TABLES, InvestorLinks } from '../investors/link-store.ts'
import { openPeople, type People } from '../people/people.ts'
import { PEOPLE_TABLES } from '../people/tables.ts'
import { watchAway } from '../screens/away.ts'
import { watchCoverFile } from '../screens/cover-file.ts'
import { createElsewhere, type Elsewhere } from '../screens/elsewhere.ts'
import { createShownReports, type ShownParts, type ShownReports } from '../screens/shown.ts'
import { recogniseScreen, serveScreens } from '../screens/routes.ts'
import { SCREEN_TABLES, ScreenStore } from '../screens/screen-store.ts'
import { Screens } from '../screens/screens.ts'
import { cipherFor } from '../secrets/cipher.ts'
import type { KeyRing } from '../secrets/key-ring.ts'
import { PEOPLE_SEALED } from '../secrets/rotate.ts'
import type { Tampered } from '../signing/tampering.ts'
import { openTrust, type Tables } from '../trust/database.ts'

export interface HouseParts {
  readonly config: Config
  /** How those come who ask. */
  readonly arrivals: Arrivals
  /** Who else may vouch for people. */
  readonly directories: Directories
  readonly areas: Areas
  /** What the house is called: no password may hold it. */
  readonly title: string
  /** Names of departments as records have them. */
  readonly departments: () => readonly string[]
  readonly log: Log
  readonly alarms: Alarms
  /** With which second factors are sealed. */
  readonly ring: KeyRing
  /** Cuts off the sockets of what has ended (live/sockets.ts). */
  readonly end: (held: string) => void
  readonly presenceOf: (held: string) => Presence | null
  /** What screens are given, and pages of which build. */
  readonly given: Pick<ShownParts, 'served' | 'version'>
  /** Documents that were changed in the database behind the server. */
  readonly tampered: () => readonly Tampered[]
}

/** Who may do what in this city: what is kept of it, who asks, and the routes that change it. */
export interface House {
  readonly callerOf: CallerOf
  readonly audit: Audit
  readonly onDenied: Denials
  /** Who made which report. */
  readonly filings: Filings
  readonly photos: Photos
  readonly investorLinks: InvestorLinks
  /** Others come by TLS. */
  readonly isSecure: boolean
  /** By which the first administrators are made; null: there are some. Never to be logged. */
  setUpToken(): string | null
  readonly drafts: Drafts
  /** What walls say that they show. */
  readonly onShown: ShownReports['hear']
  /** What is sent of alerts. */
  readonly deliveries: Deliveries
  /** A document is published by somebody else than whoever wrote its draft. */
  documentsBySecond(): boolean
  serve(routes: Routes): void
  stop(): Promise<void>
}

const TABLES: readonly Tables[] = [
  SCREEN_TABLES,
  PEOPLE_TABLES,
  FILING_TABLES,
  INVESTOR_TABLES,
  DRAFT_TABLES,
  DELIVERY_TABLES,
]
const PRODUCT = ['liaowang', '瞭望']

/** People and their screens live in the world's time, whatever clock the city has. */
const now = () => Date.now()
/** How long something lasts is not told by a clock that somebody may set (F-47). */
const elapsed = () => performance.now()
/** A wall that falls silent is forgotten so soon after that. */
const LOOK_MS = 5_000

export function openHouse(parts: HouseParts): House {
  const { config, arrivals, areas, log } = parts
  const office = openOffice({
    ...{ folder: config.dataDir, setting: config.audit, log, alarms: parts.alarms, now },
    owed: written => tellRestores(config.dataDir, written),
  })
  const { audit } = office
  const db = openTrust(join(config.dataDir, 'trust.db'), TABLES)
  const elsewhere = createElsewhere({ alarms: parts.alarms, audit, log, elapsed })
  const stopElsewhere = elsewhere.start()
  const screens = screensOf(parts, db, elsewhere)
  const album = openAlbum(join(config.dataDir, PHOTOS), parts.alarms, now)
  const people = peopleOf(parts, db, audit)
  const stopPeople = people.start()
  people.onEnded(session => parts.end(sessionHold(session)))
  const presence = (screen: string) => parts.presenceOf(screenHold(screen))
  const { shown, stopWatching } = watchWalls(parts, screens, audit, presence)
  const callerOf = callersOf(parts, screens, people)
  return {
    callerOf,
    audit,
    ...{ filings: new Filings(db), investorLinks: new InvestorLinks(db), drafts: new Drafts(db) },
    deliveries: new Deliveries(db),
    onShown: (...report) => shown.hear(...report),
    documentsBySecond: () => people.policy().documentsBySecond,
    photos: album.photos,
    isSecure: arrivals.isTls,
    onDenied: createDenials({ audit, elapsed }),
    setUpToken: () => people.setUpToken(),
    serve(routes) {
      people.serve(routes)
      serveOidc(routes, oidcPartsOf(parts, people))
      office.serve(routes)
      serveScreens(routes, {
        ...{ screens, audit, areas, isSecure: arrivals.isTls, presence },
        ...{ shown: id => shown.of(id), tampered: parts.tampered },
      })
    },
    async stop() {
      stopWatching()
      stopElsewhere()
      stopPeople()
      await office.stop()
      album.close()
      db.close()
    },
  }
}

function watchWalls(
  { alarms, given, config }: HouseParts,
  screens: Screens,
  audit: Audit,
  presence: (screen: string) => Presence | null,
): { readonly shown: ShownReports; stopWatching(): void } {
  const paired = { screens: () => screens.paired(), alarms }
  const stopAway = watchAway({ ...paired, elapsed, isHere: id => presence(id) !== null })
  const shown = createShownReports({
    ...{ ...paired, now, elapsed, ...given, audit },
    log: message => screens.say(message),
  })
  const stopCovering = watchCoverFile({ screens, audit, dataDir: config.dataDir })
  const looking = setInterval(() => shown.look(), LOOK_MS)
  return {
    shown,
    stopWatching() {
      stopAway()
      stopCovering()
      clearInterval(looking)
    },
  }
}

const callersOf = ({ config, arrivals, areas }: HouseParts, screens: Screens, people: People): CallerOf =>
  createCallers({
    areas,
    addressOf: arrivals.addressOf,
    recognise: [
      recogniseScreen(screens, arrivals.isTls),
      ({ headers }, { seat }) => (seat === 'desk' ? people.principalOf(headers.cookie) : null),
      scraperBy(config.metricsToken),
      visitors(config.mockCity && isOnLoopback(config.reached)),
    ],
  })

const peopleOf = (
  { arrivals, directories, areas, title, departments, log, ring }: HouseParts,
  db: DatabaseSync,
  audit: Audit,
): People =>
  openPeople({
    ...{ db, audit, log, now, elapsed, areas },
    cipher: cipherFor(ring, PEOPLE_SEALED),
    get departments() {
      return departments()
    },
    words: [...PRODUCT, title, areas.document.id, areas.city.name, areas.city.shortName],
    issuer: '瞭望 Liaowang',
    secure: arrivals.isTls,
    directory: directories.ldap === null ? null : createLdap(directories.ldap),
  })

const oidcPartsOf = ({ arrivals, directories, log }: HouseParts, people: People): OidcRoutesParts => ({
  ...{ settings: directories.oidc, isSecure: arrivals.isTls, elapsed },
  note: message => log('warn', 'people', message),
  pay: people.pay,
  signIn: people.signInExternal,
  notVouched: from => people.notVouched('oidc', from),
})

const screensOf = ({ end, log }: HouseParts, db: DatabaseSync, elsewhere: Elsewhere): Screens =>
  new Screens({
    store: new ScreenStore(db),
    ...{ now, elapsed, elsewhere },
    end: screen => end(screenHold(screen)),
    log: message => log('warn', 'screens', message),
  })
