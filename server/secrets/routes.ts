import type { DatabaseSync } from 'node:sqlite'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit } from '../audit/audit.ts'
import type { Fields } from '../../shared/model/value.ts'
import { SecretsError, type KeyRing } from './key-ring.ts'
import { rotate } from './rotate.ts'
import { SECRET_NAME, type Secrets } from './secrets.ts'

export interface SecretRoutesParts {
  readonly db: DatabaseSync
  readonly ring: KeyRing
  readonly secrets: Secrets
  readonly audit: Audit
  /** By the name of a secret, the feeds whose documents name it. */
  readonly usedBy: () => ReadonlyMap<string, readonly string[]>
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
    const setBy = caller.person().account
    write(parts, caller, 'secrets.set', name, { was: parts.secrets.has(name) ? 'set' : 'not set' })
    orSay(() => parts.secrets.set({ name, setAt: parts.now(), setBy }, value))
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
function listed({ secrets, usedBy, isInEnvironment }: SecretRoutesParts) {
  const here = new Map(secrets.list().map(secret => [secret.name, secret]))
  const used = usedBy()
  const names = [...new Set([...here.keys(), ...used.keys()])].sort()
  return names.map(name => {
    const known = here.get(name)
    const from = known !== undefined ? 'here' : isInEnvironment(name) ? 'environment' : null
    const set = { setAt: known?.setAt ?? null, setBy: known?.setBy ?? null }
    return { name, from, ...set, feeds: used.get(name) ?? [] }
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

/** A file of keys that is missing is nothing to try again: the person must hear what to do. */
function orSay<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof SecretsError) throw new Refused(503, 'secretKeys', error.message)
    throw error
  }
}
