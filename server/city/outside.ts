import { lookup } from 'node:dns/promises'
import { join } from 'node:path'
import type { Routes } from '../access/routes.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { Audit } from '../audit/audit.ts'
import type { Config } from '../config.ts'
import type { Edited } from '../documents/laid-over.ts'
import type { FeedAccess } from '../connectors/connector.ts'
import type { Log } from '../log.ts'
import { OPEN311_KEY } from '../open311/key.ts'
import { KeyRing } from '../secrets/key-ring.ts'
import { serveSecrets } from '../secrets/routes.ts'
import { Secrets, SECRET_TABLES, type SetFor } from '../secrets/secrets.ts'
import { openSigning, type Signing } from '../signing/signing.ts'
import { SIGNING_TABLES } from '../signing/signing-key.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { openTrust } from '../trust/database.ts'
import { Names } from '../zones/names.ts'
import { ownAddresses } from '../zones/never.ts'
import { createReach } from '../zones/reach.ts'
import { serveZones } from '../zones/routes.ts'
import { Zones, ZONE_TABLES } from '../zones/zones.ts'

export interface OutsideParts {
  readonly config: Config
  readonly log: Log
  readonly alarms: Alarms
  /** What the environment has of secrets. */
  readonly secret: (name: string) => string | undefined
  /** What must not be in the log, told before anybody has it who could say it. */
  readonly note: (value: string | undefined) => void
  /** `<address>:<port>` of what this process started itself. */
  readonly announced: { has(place: string): boolean }
}

/** What concerns whom we ask: where feeds may connect to, and what they sign in with. */
export interface Outside {
  /** One for all that is sealed: a key that is changed is changed for everybody at once. */
  readonly ring: KeyRing
  /** By what the city's own documents are known. */
  readonly signing: Signing
  readonly secret: (name: string) => string | undefined
  /** Of those that were set here. */
  readonly secretNames: () => readonly string[]
  readonly setFor: (name: string) => SetFor | null
  /** What the environment has under a name may be anything of this process, and not meant for a feed. */
  readonly isInEnvironment: (name: string) => boolean
  readonly reach: FeedAccess['reach']
  /** `<address>:<port>` of what this process started itself: what it is told does not leave this machine. */
  readonly isAnnounced: (place: string) => boolean
  serve(routes: Routes, parts: ServedOutside): void
  stop(): void
}

export interface ServedOutside {
  readonly audit: Audit
  readonly documents: () => Pick<Edited, 'feeds' | 'channels'>
  /** By the name of a secret, the drafts that it may be set for. */
  readonly waiting: () => ReadonlyMap<string, readonly SetFor[]>
  /** Starts a feed again with what has changed for it. */
  readonly restart: (feed: FeedDocument) => void
}

export function openOutside({ config, log, alarms, secret, note, announced }: OutsideParts): Outside {
  const db = openTrust(join(config.dataDir, 'trust.db'), [SECRET_TABLES, ZONE_TABLES, SIGNING_TABLES])
  const ring = new KeyRing(config.secretsKeyFile)
  const [secrets, zones] = [new Secrets(db, ring), new Zones(db)]
  const names = new Names({
    lookup: name => lookup(name, { all: true }),
    say: (level, message) => log(level, 'zones', message),
  })
  return {
    ring,
    signing: openSigning({ db, ring, alarms, log, now: Date.now, elapsed: () => performance.now() }),
    secret(name) {
      const value = secrets.valueOf(name) ?? secret(name)
      note(value)
      return value
    },
    secretNames: () => secrets.list().map(({ name }) => name),
    setFor: name => secrets.list().find(each => each.name === name)?.setFor ?? null,
    isInEnvironment: name => secret(name) !== undefined,
    isAnnounced: place => announced.has(place),
    reach: createReach({ zones: () => zones.list(), names, ownAddresses, announced }),
    serve(routes, { audit, documents, waiting, restart }) {
      const feeds = () => documents().feeds
      const usedBy = () => usersOf(documents())
      const isUsed = (name: string) => (feed: FeedDocument) =>
        Object.values(feed.secrets ?? {}).includes(name)
      serveSecrets(routes, {
        ...{ db, ring, secrets, audit, usedBy, waiting, now: Date.now },
        isInEnvironment: name => secret(name) !== undefined,
        onChange: name => feeds().filter(isUsed(name)).forEach(restart),
      })
      serveZones(routes, { zones, audit, now: Date.now, onChange: () => feeds().forEach(restart) })
    },
    stop: () => db.close(),
  }
}

/** By the name of a secret, the feeds and the channels of alerts whose documents name it; one is of programs that report. */
function usersOf({
  feeds,
  channels,
}: Pick<Edited, 'feeds' | 'channels'>): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>([[OPEN311_KEY, []]])
  for (const { id, secrets = {} } of feeds)
    for (const name of Object.values(secrets)) users.set(name, [...(users.get(name) ?? []), id])
  for (const { id, address, sign } of channels)
    for (const name of [address, ...(sign === undefined ? [] : [sign])])
      users.set(name, [...(users.get(name) ?? []), id])
  return users
}
