import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { TELEPHONE } from './pushes.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** What an upstream that is asked answers, and what must be said of it. */
export interface BadAnswer {
  readonly answer: Answer
  /** Why asking failed; null: it did not, and what it brought is judged record by record. */
  readonly failure: RegExp | null
}

/** A case of the city as its upstream tells it. */
export function caseOf(caseNo: string, over: object = {}): object {
  const at = new Date(Date.now() - 3_600_000).toISOString()
  return {
    caseNo,
    version: 1,
    updatedAt: at,
    reportAt: at,
    mainName: '街面秩序',
    subName: '非机动车乱停',
    districtCode: '211002',
    description: `电话${TELEPHONE}`,
    history: [{ action: 'report', at }],
    ...over,
  }
}

const page = (cases: unknown, pages: unknown = 1) => JSON.stringify({ cases, pages })
const text =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(body)

/** Goes on until the other side has enough. */
const endless =
  (chunk: string, everyMs: number): Answer =>
  (_, response) => {
    response.writeHead(200)
    const writing = setInterval(() => response.write(chunk), everyMs)
    response.on('close', () => clearInterval(writing))
  }

export const GOOD: Answer = text(page([caseOf('GOOD')]), { 'content-type': 'application/json' })

export const BAD_ANSWERS: { readonly [name: string]: BadAnswer } = {
  login: { answer: text(`<html>张三丰 ${TELEPHONE}`), failure: /not JSON.*it begins "<html>/ },
  cut: { answer: text(page([caseOf('CUT')]).slice(0, -9)), failure: /not JSON/ },
  somebody: { answer: text(`{"cases":[{"电话":${TELEPHONE}x}]}`), failure: /not JSON/ },
  empty: { answer: text(''), failure: /not JSON/ },
  gbk: { answer: text(Buffer.from([0x7b, 0x22, 0xb5, 0xe7, 0xbb, 0xb0])), failure: /UTF-8/ },
  endless: { answer: endless('['.repeat(10_000), 5), failure: /no whole answer in time|larger than/ },
  drip: { answer: endless(' ', 100), failure: /no whole answer in time/ },
  silent: { answer: () => undefined, failure: /no whole answer in time/ },
  bomb: {
    answer: text(gzipSync(Buffer.alloc(200 * 2 ** 20, 0x20)), { 'content-encoding': 'gzip' }),
    failure: /larger than 5242880 bytes/,
  },
  broken: { answer: text('not gzip', { 'content-encoding': 'gzip' }), failure: /no connection/ },
  short: {
    answer: (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"cases":')
      setTimeout(() => response.destroy(), 20)
    },
    failure: /no connection/,
  },
  long: {
    answer: (_, response) => {
      response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}${'x'.repeat(9_000)}`)
    },
    failure: /no list at "cases"/,
  },
  redirect: { answer: text('', { location: 'http://127.0.0.1:1/' }, 302), failure: /HTTP 302/ },
  error: { answer: text(`{"error":"${TELEPHONE}"}`, {}, 500), failure: /HTTP 500/ },
  garbage: {
    answer: (_, response) => void response.socket?.end('\u0000\u0001\r\n\r\n'),
    failure: /no connection/,
  },
  headers: {
    answer: (_, response) => void response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}`),
    failure: /no connection/,
  },
  pages: { answer: text(page([], 'many')), failure: /does not say at "pages"/ },
  nolist: { answer: text('{"data":[]}'), failure: /no list at "cases"/ },
  deep: { answer: text('['.repeat(3_000_000)), failure: /nested deeper than 32/ },
  schema: {
    answer: text(
      page([caseOf('S1', { updatedAt: 17 }), 5, null, [1], 'x', caseOf('S2', { history: TELEPHONE })]),
    ),
    failure: null,
  },
}

export interface Upstream {
  readonly url: string
  readonly close: () => Promise<void>
}

/** `<url>/<name>` answers as its row says, everything else as a good upstream. */
export async function startUpstream(): Promise<Upstream> {
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1).split('?')[0] ?? ''
    const answer = BAD_ANSWERS[name]?.answer ?? GOOD
    answer(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
