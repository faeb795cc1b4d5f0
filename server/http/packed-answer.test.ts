import express from 'express'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendPacked } from './packed-answer.ts'

const ANSWER = { areas: Array.from({ length: 500 }, (_, n) => ({ code: String(211000 + n), name: '辽阳' })) }

let address: string
beforeAll(async () => {
  const app = express()
  app.get('/', (request, response) => sendPacked(request, response, ANSWER))
  const server = app.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  afterAll(() => server.close())
})

async function asked(takes?: string) {
  const headers = takes === undefined ? {} : { 'accept-encoding': takes }
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(address, { headers }, resolve).on('error', reject),
  )
  return {
    headers: response.headers,
    body: Buffer.concat(await Array.fromAsync(response as AsyncIterable<Buffer>)),
  }
}

test('[HTTP12] it is packed for whoever takes gzip', async () => {
  const { headers, body } = await asked('gzip, deflate, br')
  expect(headers['content-encoding']).toBe('gzip')
  expect(headers['content-type']).toContain('application/json')
  expect([headers['cache-control'], headers.vary]).toEqual(['no-store', 'Accept-Encoding'])
  expect(body.length).toBeLessThan(JSON.stringify(ANSWER).length / 5)
  expect(JSON.parse(String(gunzipSync(body)))).toEqual(ANSWER)
})

test.each([undefined, 'identity', 'gzip;q=0'])(
  '[HTTP12] to whoever takes %s it goes out as it is',
  async takes => {
    const { headers, body } = await asked(takes)
    expect(headers['content-encoding']).toBeUndefined()
    expect(headers.vary).toBe('Accept-Encoding')
    expect(JSON.parse(String(body))).toEqual(ANSWER)
  },
)
