import type { Request, Response } from 'express'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const pack = promisify(gzip)

/**
 * A large answer, packed for whoever takes it so (HTTP12). Only where nothing in it is a secret and nothing is what the asker sent: the length
 * of what is packed together would tell of the one by the other.
 */
export async function sendPacked(request: Request, response: Response, answer: unknown): Promise<void> {
  const text = JSON.stringify(answer)
  response.set('cache-control', 'no-store').vary('Accept-Encoding').type('json')
  if (request.acceptsEncodings('gzip') !== 'gzip') response.send(text)
  else response.set('content-encoding', 'gzip').send(await pack(text))
}
