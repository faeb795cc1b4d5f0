import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, bodyOf, listen, urlOf } from './http.ts'
import type { Running, Upstream } from './upstream.ts'

/** An upstream beside what it became when it was started. */
export interface Started {
  readonly upstream: Upstream
  readonly running: Running
}

const ROUTE = /^\/upstreams\/([a-z]+)\/(outage|upgrade)$/

/**
 * The hand of the demonstrator, not of any upstream: `GET /upstreams` lists them, `PUT /upstreams/:name/outage` with
 * `{"on": true}` silences one, `PUT /upstreams/:name/upgrade` changes its schema (A15).
 */
export const serveControl = (port: number, started: readonly Started[]): Promise<Running> =>
  listen(port, (request, response) => {
    handle(request, response, started).catch((fault: unknown) =>
      answer(response, 400, { error: String(fault) }),
    )
  })

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  started: readonly Started[],
): Promise<void> {
  const path = urlOf(request).pathname
  if (request.method === 'GET' && path === '/upstreams') return answer(response, 200, started.map(listing))
  const [, name, switched] = ROUTE.exec(path) ?? []
  const upstream = started.find(each => each.upstream.name === name)?.upstream
  const set = switched === 'upgrade' ? upstream?.upgrade : upstream?.outage
  if (request.method !== 'PUT' || set === undefined) return answer(response, 404, { error: 'no such switch' })
  turn(response, set, wish(await bodyOf(request)))
}

function turn(response: ServerResponse, set: (on: boolean) => void, on: boolean | null): void {
  if (on === null) return answer(response, 400, { error: 'the body must be {"on": true} or {"on": false}' })
  set(on)
  answer(response, 200, { on })
}

function wish(body: string): boolean | null {
  const parsed: unknown = JSON.parse(body)
  const on = typeof parsed === 'object' && parsed !== null && 'on' in parsed ? parsed.on : null
  return typeof on === 'boolean' ? on : null
}

const listing = ({ upstream, running }: Started) => ({
  name: upstream.name,
  title: upstream.title,
  address: running.address,
})
