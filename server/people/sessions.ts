import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Stage } from '../../shared/access/principal.ts'
import type { Policy } from '../../shared/people/policy.ts'
import type { Left } from '../../shared/people/wire.ts'
import { ifThereIsRoom } from '../journal/room.ts'
import { digest, newPublicId, newToken } from './tokens.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Whoever has begun to sign in has so long to go on. */
const STEP_MS = 15 * MINUTE_MS
/** A hand that moves on is written down this often: each time would be a write to the disk for nothing. */
const SEEN_EVERY_MS = 10_000

export interface Session {
  readonly id: string
  readonly person: number
  readonly stage: Stage
  readonly how: string
  /** Of an operator or an administrator: it ends sooner. */
  readonly strict: boolean
  readonly address: string
  readonly startedAt: number
  readonly seenAt: number
}

export interface Begin {
  readonly person: number
  readonly stage: Stage
  readonly how: string
  readonly strict: boolean
  readonly address: string
}

/** Why a session is over, for the audit. */
export type Ending = 'signOut' | 'expired' | 'tooMany' | 'ended' | 'changed'

export interface Sessions {
  begin(begun: Begin, now: number): { readonly id: string; readonly token: string }
  /** The next stage, with another token: whoever held the one before has nothing (T-AUTH-03). */
  advance(id: string, stage: Stage): string
  /** Null where there is none, or its time is over: then it is ended. */
  find(token: string, now: number): Session | null
  /** A hand moved. */
  seen(session: Session, now: number): void
  left(session: Session, now: number): Left
  of(person: number, now: number): readonly Session[]
  end(id: string, why: Ending): void
  endAllOf(person: number, why: Ending, but?: string): void
  /** Ends what is over. */
  sweep(now: number): void
  /** Told in the same turn in which it ends. Returns how to stop being told. */
  onEnded(listener: Listener): () => void
}

const COLUMNS = 'id, person, stage, how, strict, address, started_at AS startedAt, seen_at AS seenAt'

type Row = Omit<Session, 'strict'> & { readonly strict: number }
const sessionOf = (row: Row): Session => ({ ...row, strict: row.strict === 1 })

function leftOf(
  { strict, seenAt, startedAt, stage }: Session,
  { idleMinutes, idleMinutesStrict, sessionHours }: Policy,
  now: number,
): Left {
  const idle = (strict ? Math.min(idleMinutes, idleMinutesStrict) : idleMinutes) * MINUTE_MS
  const whole = stage === 'full' ? sessionHours * HOUR_MS : STEP_MS
  return { idle: seenAt + idle - now, whole: startedAt + whole - now }
}

/** The oldest, so that there is room for one more. */
const beyond = (before: readonly Session[], { sessionsEach }: Policy) =>
  before.slice(0, Math.max(0, before.length + 1 - sessionsEach))

const overAt = ({ idle, whole }: Left) => idle <= 0 || whole <= 0

function statements(db: DatabaseSync) {
  return {
    insert: db.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    byToken: db.prepare(`SELECT ${COLUMNS} FROM sessions WHERE token = ?`),
    byPerson: db.prepare(`SELECT ${COLUMNS} FROM sessions WHERE person = ? ORDER BY started_at, id`),
    all: db.prepare(`SELECT ${COLUMNS} FROM sessions`),
    turn: db.prepare('UPDATE sessions SET stage = ?, token = ? WHERE id = ?'),
    touch: db.prepare('UPDATE sessions SET seen_at = ? WHERE id = ?'),
    remove: db.prepare('DELETE FROM sessions WHERE id = ?'),
  }
}

type Listener = (id: string, why: Ending) => void

/** Takes rows away and tells of it, once for each session. */
function createEndings(remove: StatementSync) {
  const listeners = new Set<Listener>()
  /** Over by their time, told of, and still in the database: they are nobody's all the same (PPL37). */
  const unremoved = new Set<string>()
  const tell: Listener = (id, why) => {
    for (const listener of listeners) listener(id, why)
  }
  return {
    isEnded: (id: string) => unremoved.has(id),
    end(id: string, why: Ending): void {
      if (remove.run(id).changes > 0 && !unremoved.delete(id)) tell(id, why)
    },
    /** Whether its row can be taken away or not. Where not, it is tried with each sweep. */
    expire(id: string): void {
      const isFirst = !unremoved.has(id)
      unremoved.add(id)
      ifThereIsRoom(() => {
        remove.run(id)
        unremoved.delete(id)
      })
      if (isFirst) tell(id, 'expired')
    },
    onEnded(listener: Listener): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export function createSessions(db: DatabaseSync, policy: () => Policy): Sessions {
  const rows = statements(db)
  const { isEnded, end, expire, onEnded } = createEndings(rows.remove)
  const isOver = (session: Session, now: number) =>
    isEnded(session.id) || overAt(leftOf(session, policy(), now))
  const of = (person: number) => (rows.byPerson.all(person) as unknown as Row[]).map(sessionOf)

  return {
    begin({ person, stage, how, strict, address }, now) {
      for (const { id } of beyond(of(person), policy())) end(id, 'tooMany')
      const [id, token] = [newPublicId(), newToken()]
      rows.insert.run(id, digest(token), person, stage, how, strict ? 1 : 0, address, now, now)
      return { id, token }
    },
    advance(id, stage) {
      const token = newToken()
      rows.turn.run(stage, digest(token), id)
      return token
    },
    find(token, now) {
      const row = rows.byToken.get(digest(token)) as unknown as Row | undefined
      if (row === undefined) return null
      const session = sessionOf(row)
      if (!isOver(session, now)) return session
      expire(session.id)
      return null
    },
    seen(session, now) {
      if (now - session.seenAt >= SEEN_EVERY_MS) rows.touch.run(now, session.id)
    },
    left: (session, now) => leftOf(session, policy(), now),
    of: (person, now) => of(person).filter(session => !isOver(session, now)),
    end,
    endAllOf(person, why, but) {
      for (const { id } of of(person)) if (id !== but) end(id, why)
    },
    sweep(now) {
      for (const session of (rows.all.all() as unknown as Row[]).map(sessionOf))
        if (isOver(session, now)) expire(session.id)
    },
    onEnded,
  }
}
