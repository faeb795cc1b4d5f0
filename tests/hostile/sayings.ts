/** A good request begins so. */
export const HOST = 'Host: 127.0.0.1\r\n'
export const INGEST = `POST /api/ingest/hotline HTTP/1.1\r\n${HOST}`
const CHUNKED = `${INGEST}Transfer-Encoding: chunked\r\n\r\n`

/** Bytes for the port, and the statuses that come back before the server closes it. */
export interface Saying {
  readonly name: string
  readonly text: string | Buffer
  readonly answers: readonly number[]
}

export const SAYINGS: readonly Saying[] = [
  { name: 'bytes that are nothing', text: '\u0000\u0001\u0002\r\n\r\n', answers: [400] },
  { name: 'the first bytes of TLS', text: Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]), answers: [400] },
  {
    name: 'garbage behind a good question: that one is answered',
    text: `GET /livez HTTP/1.1\r\n${HOST}\r\nBLA BLA\r\n\r\n`,
    answers: [200],
  },
  { name: 'no Host', text: 'GET /livez HTTP/1.1\r\n\r\n', answers: [400] },
  {
    name: 'two lengths',
    text: `${INGEST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`,
    answers: [400],
  },
  {
    name: 'a length and chunks',
    text: `${INGEST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /livez HTTP/1.1\r\n${HOST}\r\n`,
    answers: [400],
  },
  {
    name: 'an unknown coding',
    text: `${INGEST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    answers: [400],
  },
  {
    name: 'a chunk of more bytes than there are',
    text: `${CHUNKED}FFFFFFFFFFFFFFFFF\r\nabc`,
    answers: [400],
  },
  { name: 'a chunk of less than nothing', text: `${CHUNKED}-1\r\nabc`, answers: [400] },
  {
    name: 'chunk extensions without end',
    text: `${CHUNKED}1;${'x'.repeat(60_000)}\r\na\r\n0\r\n\r\n`,
    answers: [413],
  },
  {
    name: 'chunks without end',
    text: CHUNKED + `10000\r\n${'x'.repeat(65_536)}\r\n`.repeat(200),
    answers: [413],
  },
  { name: 'a length beyond all', text: `${INGEST}Content-Length: 99999999999\r\n\r\nabc`, answers: [413] },
  {
    name: 'a header of 30 KB',
    text: `GET /livez HTTP/1.1\r\n${HOST}X: ${'a'.repeat(30_000)}\r\n\r\n`,
    answers: [431],
  },
  {
    name: 'a thousand headers',
    text: `GET /livez HTTP/1.1\r\n${HOST}${'a: 1\r\n'.repeat(3_000)}\r\n`,
    answers: [431],
  },
  {
    name: 'a path that leads out',
    text: `GET /assets/..%2f..%2f..%2fpackage.json HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    answers: [404],
  },
  {
    name: 'a path that cannot be decoded',
    text: `GET /%zz HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    answers: [404],
  },
  {
    name: 'a feed that is none',
    text: `POST /api/ingest/%00 HTTP/1.1\r\n${HOST}Content-Length: 0\r\nConnection: close\r\n\r\n`,
    answers: [404],
  },
  {
    name: 'a page that is none',
    text: `GET /api/records?cell=%ff&page[]=1&q[a]=b&page=-1 HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    answers: [400],
  },
  {
    name: 'a cell with SQL in it',
    text: `GET /api/explain?cell=hotline.received.today%7C211000%7C'%20OR%201=1--%7Cx HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    answers: [404],
  },
  {
    name: 'a foreign Host',
    text: 'GET /wall HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    answers: [421],
  },
  {
    name: 'a foreign page that asks for a socket',
    text: `GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n${HOST}Origin: http://evil.example\r\nConnection: close\r\n\r\n`,
    answers: [403],
  },
]
