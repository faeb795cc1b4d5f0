import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Where the pretend city sends what its systems push, on a server whose own address speaks TLS under a name that this machine may not
 * know: a port of this machine's that takes signed records and nothing else.
 */
export interface OwnDoor {
  readonly address: string
  close(): void
}

/** Answers whether the request was for it. */
export type Ingest = (request: IncomingMessage, response: ServerResponse) => boolean

export async function openOwnDoor(ingest: Ingest): Promise<OwnDoor> {
  const server: Server = createServer((request, response) => {
    if (!ingest(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
