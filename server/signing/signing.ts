import type { DatabaseSync } from 'node:sqlite'
import type { Published } from '../../shared/city/city.ts'
import type { DocumentFact } from '../../shared/model/fact.ts'
import { signatureIn, type SignedBy } from '../../shared/sync/scene-proof.ts'
import { Refused } from '../access/caller.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { Audit } from '../audit/audit.ts'
import type { Documents } from '../documents/load.ts'
import type { Engine } from '../engine/engine.ts'
import type { PublishedDocument } from '../engine/published.ts'
import { ifThereIsRoom } from '../journal/room.ts'
import type { Log } from '../log.ts'
import { SecretsError, type KeyRing } from '../secrets/key-ring.ts'
import { createPublishedVersions, signedVersion } from './published-versions.ts'
import { righted, signPicture } from './righted.ts'
import { createDocumentRows } from './rows.ts'
import { signedScenes } from './signed-scenes.ts'
import { openSigningKey, type SigningKey } from './signing-key.ts'
import { createTampering, type Tampered } from './tampering.ts'

/** What is found is told within two of these, and a wall is never shown it. */
const LOOK_MS = 5_000
const CLOSED = 'signing-key'

/** What the city shows is known as its own (T-WALL-03). */
export interface Signing {
  /** By which walls tell; null: the key cannot be opened, and nothing new is signed. */
  readonly publicKey: SignedBy | null
  /** The same, with nothing of the console's in force but what was signed. */
  over(documents: Documents): Documents
  facts(facts: readonly DocumentFact[], before: ReadonlyMap<string, Published>): readonly DocumentFact[]
  /** Throws a Refused where the city cannot sign. */
  signed(published: PublishedDocument): PublishedDocument
  /** Puts right what a start has read; before anybody is shown anything. */
  right(engine: Engine, facts: readonly DocumentFact[]): void
  /** Looks at the rows again and again; returns the stop. */
  watch(engine: Engine, db: DatabaseSync): () => void
  audited(audit: Audit): void
  /** What was changed behind the server in the last hour. */
  tampered(): readonly Tampered[]
}

interface SigningParts {
  readonly db: DatabaseSync
  readonly ring: KeyRing
  readonly alarms: Alarms
  readonly log: Log
  /** The world's time, ms. */
  readonly now: () => number
  readonly elapsed: () => number
}

export function openSigning({ db: trust, ring, alarms, log, now, elapsed }: SigningParts): Signing {
  const key = openedKey(trust, ring, now(), why =>
    alarms.raise(CLOSED, `what walls show cannot be signed, and of the console nothing is in force: ${why}`),
  )
  const versions = createPublishedVersions(key)
  const tampering = createTampering({ alarms, log: message => log('error', CLOSED, message), now, elapsed })
  return {
    publicKey: key?.publicKey ?? null,
    over: documents => ({ ...documents, inForce: known => documents.inForce(versions.among(known)) }),
    facts: (facts, before) => signedScenes(key, facts, before),
    signed(published) {
      if (key === null)
        throw new Refused(503, 'secretKeys', `what is published is signed, and ${ring.file} does not open`)
      return signedVersion(key, published)
    },
    right(engine, facts) {
      if (key === null) return
      const { city, lastPicture } = engine
      const found = righted({ city, facts, versions, key })
      if (key.isNew && lastPicture !== null) signPicture(key, lastPicture.cells)
      if (found.length > 0) tampering.found(found)
    },
    watch(engine, db) {
      // Without the key nobody can say what is right, and a row that is put over another one is lost.
      if (key === null) return () => undefined
      const rows = createDocumentRows({ city: engine.city, db, isPicture: () => engine.lastPicture !== null })
      const look = () => {
        ifThereIsRoom(() => {
          settleOnce(key, engine)
          const found = rows.right()
          if (found.length > 0) tampering.found(found)
        })
        tampering.look()
      }
      const timer = setInterval(look, LOOK_MS)
      return () => {
        clearInterval(timer)
        ifThereIsRoom(() => settleOnce(key, engine))
      }
    },
    audited: tampering.audited,
    tampered: tampering.told,
  }
}

function openedKey(
  db: DatabaseSync,
  ring: KeyRing,
  now: number,
  onClosed: (why: string) => void,
): SigningKey | null {
  try {
    return openSigningKey(db, ring, now)
  } catch (error) {
    if (!(error instanceof SecretsError)) throw error
    onClosed(error.message)
    return null
  }
}

/** What was signed with a new key is on disk before the key is an old one: a process that dies before that signs again. */
function settleOnce(key: SigningKey, { city }: Engine): void {
  if (!key.isNew || city.unsavedDocuments.size > 0 || city.dirty.documents.size > 0) return
  const isSigned = [...city.documents].every(
    ([name, { body }]) => body === null || !name.startsWith('scene/') || signatureIn(body) !== null,
  )
  if (isSigned) key.settle()
}
