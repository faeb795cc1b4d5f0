import type { DatabaseSync } from 'node:sqlite'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit } from '../audit/audit.ts'
import type { Fields } from '../../shared/model/value.ts'
import { SecretsError, type KeyRing } from './key-ring.ts'
import { rotate } from './rotate.ts'
import { SECRET_NAME, type Secrets, type SetFor } from './secrets.ts'

export interface SecretRoutesParts {
  readonly db: DatabaseSync
  readonly ring: KeyRing
  readonly secrets: Secrets
  readonly audit: Audit
  /** By the name of a secret, the feeds whose documents name it. */
  readonly usedBy: () => ReadonlyMap<string, readonly string[]>
  /** By the name of a secret, the drafts that it may be set for. */
  readonly waiting: () => ReadonlyMap<string, readonly SetFor[]>
  /** Whether the environment has one of this name. */
  readonly isInEnvironment: (name: string) => boolean
  /** Those who use it must hear of it. */
  readonly onChange: (name: string) => void
  readonly now: () => number
}

const LONGEST = 4_096
const NAMED = `a secret is named as ${SECRET_NAME.source} has it, e.g. HOTLINE_HMAC`

/** Names and dates can be read; a value can only be written (T-SEC-01). */
export function serveSecrets(routes: Routes, parts: SecretRoutesParts): void {
  routes.on('GET /api/secrets', () => ({ secrets: listed(parts) }))
  routes.on('PUT /api/secrets/:name', (request, caller) => {
    const name = nameOf(request.params['name'])
    const value = valueOf(request.body)
    const setFor = setForOf(request.body, parts.waiting().get(name) ?? [])
    const setBy = caller.person().account
    const was = parts.secrets.has(name) ? 'set' : 'not set'
    const whom = setFor === null ? {} : { feed: setFor.feed, to: setFor.to }
    write(parts, caller, 'secrets.set', name, { was, ...whom })
    orSay(() => parts.secrets.set({ name, setAt: parts.now(), setBy, setFor }, value))
    parts.onChange(name)
  })
  routes.on('DELETE /api/secrets/:name', (request, caller) => {
    const name = nameOf(request.params['name'])
    if (!parts.secrets.has(name)) throw new Refused(404, 'noSecret', `no secret ${name} is set here`)
    write(parts, caller, 'secrets.remove', name, {})
    parts.secrets.remove(name)
    parts.onChange(name)
  })
  routes.on('POST /api/secrets/rotate', (_request, caller) => {
    write(parts, caller, 'secrets.rotate', '', {})
    return { resealed: orSay(() => rotate(parts.db, parts.ring)) }
  })
}

/** What is set here goes before what the environment has. */
function listed({ secrets, usedBy, waiting, isInEnvironment }: SecretRoutesParts) {
  const here = new Map(secrets.list().map(secret => [secret.name, secret]))
  const [used, drafts] = [usedBy(), waiting()]
  const names = [...new Set([...here.keys(), ...used.keys(), ...drafts.keys()])].sort()
  return names.map(name => {
    const known = here.get(name)
    const from = known !== undefined ? 'here' : isInEnvironment(name) ? 'environment' : null
    const set = { setAt: known?.setAt ?? null, setBy: known?.setBy ?? null }
    const of = (drafts.get(name) ?? []).map(draft => ({
      ...{ feed: draft.feed, to: draft.to },
      isSet: known?.setFor?.feed === draft.feed && known.setFor.place === draft.place,
    }))
    return { name, from, ...set, feeds: used.get(name) ?? [], drafts: of }
  })
}

const write = ({ audit }: SecretRoutesParts, caller: Caller, action: string, name: string, details: Fields) =>
  audit.write({
    actor: actorOf(caller.principal),
    address: caller.address,
    action,
    object: name === '' ? '' : `secret/${name}`,
    outcome: 'done',
    details,
  })

function nameOf(text: unknown): string {
  if (typeof text === 'string' && SECRET_NAME.test(text)) return text
  throw new Refused(400, 'secretName', NAMED)
}

function valueOf(body: unknown): string {
  const value = (body as { readonly value?: unknown } | null | undefined)?.value
  if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST && !/\p{Cc}/u.test(value))
    return value
  throw new Refused(
    400,
    'secretValue',
    `value is a text of 1 to ${LONGEST} characters on one line, and not blank`,
  )
}

/** A secret that a draft waits for is set for what was looked at: who set it saw where it goes (T-SEC-02). */
function setForOf(body: unknown, waiting: readonly SetFor[]): SetFor | null {
  const sent = (body as { readonly for?: unknown }).for
  if (sent === undefined) return null
  const { feed, to } = (sent ?? {}) as { readonly feed?: unknown; readonly to?: unknown }
  const found = waiting.find(draft => draft.feed === feed && draft.to === to)
  if (found === undefined) throw new Refused(409, 'stale', 'no draft waits for it with this address')
  return found
}

/** A file of keys that is missing is nothing to try again: the person must hear what to do. */
function orSay<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof SecretsError) throw new Refused(503, 'secretKeys', error.message)
    throw error
  }
}
