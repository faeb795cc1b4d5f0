import express from 'express'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packedFiles } from './packed-files.ts'

const CODE = 'export const lamp = "ivory"\n'.repeat(100)
const folder = mkdtempSync(join(tmpdir(), 'liaowang-packed-'))
const lay = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content)

let base: string
const app = express()
beforeAll(async () => {
  mkdirSync(join(folder, 'in'))
  lay('a.js', CODE)
  lay('a.js.br', brotliCompressSync(CODE))
  lay('a.js.gz', gzipSync(CODE))
  lay('in/b.css', CODE)
  lay('in/b.css.gz', gzipSync(CODE))
  lay('plain.woff2', CODE)
  app.use('/assets', packedFiles(folder))
  const server = app.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/assets`
  afterAll(() => server.close())
})
afterAll(() => rmSync(folder, { recursive: true }))

/** As it travels: nothing is unpacked on the way. */
async function asked(path: string, takes?: string) {
  const headers = takes === undefined ? {} : { 'accept-encoding': takes }
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(base + path, { headers }, resolve).on('error', reject),
  )
  const body = Buffer.concat(await Array.fromAsync(response as AsyncIterable<Buffer>))
  return { status: response.statusCode, headers: response.headers, body }
}

test.each([
  ['/a.js', 'gzip, deflate, br, zstd', 'br', 'text/javascript'],
  ['/a.js', 'gzip, deflate', 'gzip', 'text/javascript'],
  ['/a.js?again=1', 'br', 'br', 'text/javascript'],
  ['/in/b.css', 'gzip, br', 'gzip', 'text/css'],
])('[HTTP11] %s to whoever takes %s goes out as %s', async (path, takes, encoding, type) => {
  const { status, headers, body } = await asked(path, takes)
  expect(status).toBe(200)
  expect(headers['content-encoding']).toBe(encoding)
  expect(headers['content-type']).toContain(type)
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(headers.vary).toBe('Accept-Encoding')
  expect(body.length).toBeLessThan(CODE.length / 4)
  expect(String(encoding === 'br' ? brotliDecompressSync(body) : gunzipSync(body))).toBe(CODE)
})

test.each([
  ['/a.js', undefined],
  ['/a.js', 'identity'],
  ['/a.js', 'br;q=0, gzip;q=0'],
  ['/in/b.css', 'br'],
  ['/plain.woff2', 'gzip, br'],
])('[HTTP11] %s goes out as it is to whoever takes %s', async (path, takes) => {
  const { status, headers, body } = await asked(path, takes)
  expect([status, headers['content-encoding'], String(body)]).toEqual([200, undefined, CODE])
})

test('[HTTP11] a cache in between is told that the answer depends on what is taken, also by the plain one', async () => {
  expect((await asked('/a.js')).headers.vary).toBe('Accept-Encoding')
  const [packed, plain] = [await asked('/a.js', 'br'), await asked('/a.js')]
  expect(packed.headers.etag).not.toBe(plain.headers.etag)
})

test('[HTTP11] what is not there is not there packed', async () => {
  expect((await asked('/c.js', 'br')).status).toBe(404)
})
