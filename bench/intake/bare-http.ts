// A process of singles.bench.ts: plain node:http that reads a body, throws it away and says so.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const ANSWER = JSON.stringify({ accepted: 1, duplicate: 0, quarantined: 0 })
const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'content-length': ANSWER.length }

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(200, HEADERS)
    response.end(ANSWER)
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
