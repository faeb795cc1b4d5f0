import { request as overHttp, type IncomingHttpHeaders } from 'node:http'
import { request as overTls } from 'node:https'

export interface Asked {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface AskingParts {
  /** Where the connection goes, whatever name is asked for. */
  readonly address: string
  /** By which the other side is trusted, where it speaks TLS. */
  readonly ca?: string
  readonly headers?: { readonly [name: string]: string }
}

/** Asks with headers that fetch does not let one set, by TLS where the address says so. */
export const asking =
  ({ address, ca, headers: always = {} }: AskingParts) =>
  (
    method: string,
    path: string,
    body?: unknown,
    headers: { readonly [name: string]: string } = {},
  ): Promise<Asked> =>
    new Promise((resolve, reject) => {
      const asked = (address.startsWith('https:') ? overTls : overHttp)(
        new URL(path, address),
        {
          ...{ method, agent: false },
          ...(ca === undefined ? {} : { ca }),
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...always,
            ...headers,
          },
        },
        response => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          )
        },
      )
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
