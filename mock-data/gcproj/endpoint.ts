import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { answer, bodyOf, urlOf, wholeNumber } from '../http.ts'
import { stateOf, type GcprojModel, type Version } from './model.ts'
import { createThrottle } from './throttle.ts'
import { createTokens } from './tokens.ts'
import { projectJson, timeText, upgradedJson } from './wire.ts'

const DEFAULT_SIZE = 50
const LARGEST_SIZE = 100
const SNAPSHOT_LASTS = 10 * MINUTE

export interface Endpoint {
  readonly city: PretendCity
  readonly model: GcprojModel
  readonly silent: (at: number) => boolean
  readonly upgraded: () => boolean
  /** With a secret every request needs a token; '' leaves the door open. */
  readonly secret: string
}

interface Question {
  readonly since: number
  readonly page: number
  readonly size: number
}

/** What page 1 was made of: the pages after it belong to the same moment. */
interface Snapshot {
  readonly since: number
  readonly at: number
  readonly changed: readonly Version[]
}

/**
 * `GET /api/projects?updatedSince=<ISO>&page=1&size=50`: projects that changed after the instant, oldest change first,
 * with ETag and If-None-Match; too many requests get 429 with Retry-After. `POST /api/token` when a secret is set.
 */
export function serveProjects(endpoint: Endpoint) {
  const { city, silent, secret } = endpoint
  const throttle = createThrottle(city.clock.now, city.clock.speed)
  const tokens = createTokens(secret, city.clock.now)
  const list = projectList(endpoint)
  const mayRead = (request: IncomingMessage): boolean => {
    const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
    return secret === '' || tokens.isGood(token)
  }
  const route = (request: IncomingMessage, response: ServerResponse): void => {
    const asked = `${request.method} ${urlOf(request).pathname}`
    if (asked === 'POST /api/token') return void issue(request, response, tokens)
    if (asked !== 'GET /api/projects') return answer(response, 404, { error: 'no such resource' })
    if (mayRead(request)) return list(request, response)
    answer(response, 401, { error: 'token 无效或已过期' }, { 'www-authenticate': 'Bearer' })
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (silent(city.clock.now())) return void request.socket.destroy()
    const wait = throttle.ask()
    if (wait === 0) return route(request, response)
    answer(response, 429, { error: '请求过于频繁' }, { 'retry-after': String(wait) })
  }
}

async function issue(
  request: IncomingMessage,
  response: ServerResponse,
  tokens: ReturnType<typeof createTokens>,
) {
  const given = new URLSearchParams(await bodyOf(request).catch(() => '')).get('client_secret') ?? ''
  const issued = tokens.issue(given)
  if (issued === null) return answer(response, 401, { error: 'invalid_client' })
  answer(response, 200, { access_token: issued.token, token_type: 'Bearer', expires_in: issued.expiresIn })
}

function projectList({ city, model, upgraded }: Endpoint) {
  let snapshot: Snapshot | null = null
  const snapshotFor = ({ since, page }: Question): Snapshot => {
    const at = city.clock.now()
    const usable = page > 1 && snapshot?.since === since && at - snapshot.at < SNAPSHOT_LASTS
    snapshot = usable && snapshot !== null ? snapshot : { since, at, changed: changedSince(model, since, at) }
    return snapshot
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    const question = questionOf(urlOf(request))
    if (question === null)
      return answer(response, 400, {
        error: `page and size (up to ${LARGEST_SIZE}) are whole numbers, updatedSince is ISO 8601`,
      })
    const known = snapshotFor(question)
    const telling = { at: known.at, anomalies: city.anomalies }
    const body = pageOf(known, question, version => {
      const project = projectJson(stateOf(city, version, known.at), telling)
      return upgraded() ? upgradedJson(project) : project
    })
    const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 27)}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    answer(response, 200, body, { etag, 'x-as-of': timeText(known.at) })
  }
}

function questionOf(url: URL): Question | null {
  const page = wholeNumber(url, 'page', 1, 1_000_000)
  const size = wholeNumber(url, 'size', DEFAULT_SIZE, LARGEST_SIZE)
  const text = url.searchParams.get('updatedSince')
  const since = text === null ? -Infinity : Date.parse(text)
  return page === null || size === null || Number.isNaN(since) ? null : { since, page, size }
}

const changedSince = (model: GcprojModel, since: number, at: number): Version[] =>
  model
    .versions(at)
    .filter(({ updatedAt }) => updatedAt > since)
    .sort((a, b) => a.updatedAt - b.updatedAt || (a.project.code < b.project.code ? -1 : 1))

/** Nothing in it but what changed: the same answer has the same ETag. */
const pageOf = ({ changed }: Snapshot, { page, size }: Question, json: (version: Version) => unknown) => ({
  total: changed.length,
  page,
  size,
  pages: Math.ceil(changed.length / size),
  projects: changed.slice((page - 1) * size, page * size).map(json),
})
