import { isFull } from '../journal/room.ts'
import { AuditError, type Audit, type AuditEntry } from './audit.ts'
import { openBallast, roomBeside, type Ballast } from '../watch/ballast.ts'
import { auditFiles, ballastFile } from './files.ts'
import { openKey, type AuditKey } from './keys.ts'
import { openStore, ownEntry, type AuditStore, type StoreParts } from './store.ts'
import { LEAST_DAYS } from './tables.ts'

const BALLAST = 16 * 2 ** 20
/** Slices of the ballast that one record may cost. */
const MOST_SLICES = 4
/** Less than this, and whatever failed did so for want of room. */
const NO_ROOM = 64 * 1024

export interface AuditLogParts {
  readonly folder: string
  /** Where the key is, if not in the folder. */
  readonly keyFile?: string | null
  readonly now: () => number
  readonly keepDays: number
  readonly say: (level: 'error' | 'warn' | 'info', message: string) => void
  /** Nothing can be written from now on, and why; null: it can again. */
  readonly onDown?: (why: string | null) => void
  readonly onWritten?: () => void
  readonly ballastBytes?: number
  /** Before anything is done with the file of records. */
  readonly first?: StoreParts['first']
  readonly openHead?: StoreParts['openHead']
}

interface Outage {
  readonly why: string
  readonly since: number
  refused: number
}

/**
 * The audit of one server. It starts and goes on whatever the disk does; what cannot be written is thrown as an AuditError, and it
 * works again as soon as it can (T-AUD-02).
 */
export class AuditLog implements Audit {
  readonly #parts: AuditLogParts
  readonly #ballast: Ballast
  #key: AuditKey | null = null
  #store: AuditStore | null = null
  #outage: Outage | null = null
  #isReserveUsed = false
  readonly #said = new Set<string>()

  constructor(parts: AuditLogParts) {
    if (!(parts.keepDays >= LEAST_DAYS))
      throw new RangeError(`the audit is kept for ${LEAST_DAYS} days at least`)
    this.#parts = parts
    this.#ballast = openBallast(ballastFile(parts.folder), parts.ballastBytes ?? BALLAST)
    // What fails is noted and said; the server starts all the same.
    quietly(() => this.#append(ownEntry('audit.started')))
  }

  write(entry: AuditEntry): void {
    try {
      this.#append(entry)
    } catch (error) {
      if (this.#outage !== null) this.#outage.refused++
      throw error
    }
    // After it: a small record of our own may fit where one that matters does not.
    quietly(() => this.#resume())
  }

  /** Why nothing can be written, and no privileged change is possible; null: all is well. */
  get down(): string | null {
    return this.#outage?.why ?? null
  }

  /** Of what is kept back for a full disk some was used, and is not yet there again. */
  get isReserveUsed(): boolean {
    return this.#isReserveUsed
  }

  /** From time to time: signs the day that is over, takes room back, removes what is old enough, tries again what failed. */
  tick(): void {
    quietly(() => this.#resume())
    if (this.#outage !== null) return
    quietly(() => this.#attempt(store => store.anchor()))
    quietly(() => this.#attempt(store => store.prune(this.#parts.keepDays)))
    this.#settle()
    this.#beside('anchors cannot be added to audit-anchors.log', () => this.#store?.carry())
    this.#beside('the reserve of room cannot be taken back', () => this.#refill())
  }

  close(): void {
    quietly(() => this.#append(ownEntry('audit.stopped')))
    this.#drop()
  }

  #append(entry: AuditEntry): void {
    this.#attempt(store => store.append(entry))
    this.#parts.onWritten?.()
  }

  /** Does it, if need be with room of the ballast. */
  #attempt(work: (store: AuditStore) => unknown): void {
    for (let slices = 0; ; slices++) {
      try {
        work(this.#opened())
        if (slices > 0) this.#usedReserve()
        this.#settle()
        return
      } catch (error) {
        if (error instanceof AuditError) throw error
        if (slices === MOST_SLICES || !this.#lacksRoom(error) || !this.#ballast.release())
          throw this.#failed(error)
      }
    }
  }

  #settle(): void {
    this.#beside('audit-head cannot be written', () => this.#store?.settle())
  }

  #opened(): AuditStore {
    const { folder, keyFile, now, say, first, openHead } = this.#parts
    const files = auditFiles(folder, keyFile)
    if (this.#key === null) {
      const { key, isExposed } = openKey(files.key, files.publicKey)
      this.#key = key
      if (isExposed)
        say(
          'warn',
          `${files.key} can be read by others on this machine (chmod 600 it): the audit proves little`,
        )
    }
    this.#store ??= openStore({
      files,
      key: this.#key,
      now,
      ...(first && { first }),
      ...(openHead && { openHead }),
    })
    return this.#store
  }

  #lacksRoom(error: unknown): boolean {
    return isFull(error) || roomBeside(auditFiles(this.#parts.folder).records) < NO_ROOM
  }

  #usedReserve(): void {
    this.#isReserveUsed = true
    this.#parts.say('error', 'the disk is full: the audit goes on in the room that was kept back for it')
    quietly(() => this.#opened().append(ownEntry('audit.reserveUsed')))
  }

  #failed(error: unknown): AuditError {
    const why = error instanceof Error ? error.message : String(error)
    if (this.#outage === null) {
      this.#outage = { why, since: this.#parts.now(), refused: 0 }
      this.#parts.say('error', `the audit cannot be written, so no privileged change is possible: ${why}`)
      this.#parts.onDown?.(why)
    }
    // What may be damaged is opened anew for the next record.
    if (!isFull(error)) this.#drop()
    return new AuditError(`the audit cannot be written: ${why}`, { cause: error })
  }

  #drop(): void {
    quietly(() => this.#store?.close())
    this.#store = null
  }

  /** The outage itself is told in the audit. */
  #resume(): void {
    if (this.#outage === null) return
    const { why, since, refused } = this.#outage
    this.#append(ownEntry('audit.resumed', { since, refused, why }))
    this.#outage = null
    this.#parts.say('info', 'the audit can be written again')
    this.#parts.onDown?.(null)
  }

  /** What records do not depend on: that it fails is said once. */
  #beside(what: string, work: () => unknown): void {
    tried(
      () => {
        work()
        this.#said.delete(what)
      },
      error => {
        if (!this.#said.has(what)) this.#parts.say('warn', `${what}: ${String(error)}`)
        this.#said.add(what)
      },
    )
  }

  #refill(): void {
    if (!this.#ballast.refill() || !this.#isReserveUsed) return
    this.#isReserveUsed = false
    this.#parts.say('info', 'the audit has its reserve of room again')
  }
}

function tried(work: () => void, onFailure: (error: unknown) => void): void {
  try {
    work()
  } catch (error) {
    onFailure(error)
  }
}

/** What is told elsewhere already, or not worth to fail for. */
const quietly = (work: () => void): void => tried(work, () => undefined)
