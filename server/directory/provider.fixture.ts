import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export const CLIENT = { id: 'liaowang', secret: 'pretend-secret-of-the-client' }
export const REDIRECT = 'http://127.0.0.1:1/api/oidc/back'

export interface RealProvider {
  readonly issuer: string
  /** Signs `account` in there, as its owner would with a browser; answers the address that the provider sends the browser back to. */
  signIn(url: string, account: string): Promise<URL>
  /** Who a browser that comes from now on is there. */
  sitsThere(account: string): void
  stop(): Promise<void>
}

/** A real OpenID provider; whoever says a name at it is that one. */
export async function startProvider(redirect = REDIRECT): Promise<RealProvider> {
  let account = ''
  const server: Server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirect] }],
    claims: { openid: ['sub', 'amr'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['pretend'] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({
        sub,
        preferred_username: `name of ${sub}`,
      }),
    }),
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void answer(request, response)
    void (async () => {
      const amr = account === 'strong' ? ['pwd', 'otp', 'mfa'] : ['pwd']
      const { prompt, params } = await provider.interactionDetails(request, response)
      if (prompt.name === 'login') {
        return provider.interactionFinished(request, response, { login: { accountId: account, amr } })
      }
      const grant = new provider.Grant({ accountId: account, clientId: params.client_id })
      grant.addOIDCScope(params.scope)
      await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
    })()
  })
  return {
    issuer,
    async signIn(url, name) {
      account = name
      return browse(url)
    },
    sitsThere: name => void (account = name),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Follows redirects with cookies, until one leads back to the client. */
async function browse(url: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let at = new URL(url)
  for (let hops = 0; hops < 12; hops++) {
    if (at.href.startsWith(REDIRECT)) return at
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const each of response.headers.getSetCookie()) {
      const [pair = ''] = each.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = response.headers.get('location')
    if (next === null) throw new Error(`the provider stopped at ${at.href}: ${await response.text()}`)
    at = new URL(next, at)
  }
  throw new Error('the provider leads round and round')
}
