import * as client from 'openid-client'
import type { OidcSettings } from './settings.ts'
import { NO, type Answer } from './vouched.ts'

/** What the server keeps of a sign-in that is under way; the browser has only the name of it. */
export interface Pending {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface Begun {
  readonly url: string
  readonly pending: Pending
}

export interface Oidc {
  /** Where to send the browser; null: the provider cannot be asked now. */
  begin(): Promise<Begun | null>
  /** What the browser brought back, as a query. */
  finish(query: string, pending: Pending): Promise<Answer>
}

const TIMEOUT_S = 10

/** Signing in by an OpenID provider: authorization code with PKCE, state and nonce. Only the set issuer is ever asked. */
export function createOidc(settings: OidcSettings, note: (message: string) => void): Oidc {
  let known: Promise<client.Configuration> | null = null
  const provider = () => {
    // A provider that was down is asked again, by the next who comes.
    known ??= discover(settings).catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
  return {
    async begin() {
      try {
        return await begin(await provider(), settings)
      } catch (error) {
        note(`the OpenID provider cannot be asked: ${reasonOf(error)}`)
        return null
      }
    },
    async finish(query, pending) {
      try {
        return await finish(await provider(), settings, query, pending)
      } catch (error) {
        note(`a sign-in by the OpenID provider failed: ${reasonOf(error)}`)
        return isDown(error) ? { type: 'down', reason: reasonOf(error) } : NO
      }
    },
  }
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const server = new URL(issuer)
  // The settings allow http on loopback only. The signature of each token is checked, though TLS would vouch for it.
  const execute = [client.enableNonRepudiationChecks]
  if (server.protocol === 'http:') execute.push(client.allowInsecureRequests)
  return client.discovery(server, clientId, undefined, client.ClientSecretBasic(clientSecret), {
    execute,
    timeout: TIMEOUT_S,
  })
}

async function begin(config: client.Configuration, { redirect }: OidcSettings): Promise<Begun> {
  const pending = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  }
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    state: pending.state,
    nonce: pending.nonce,
  })
  return { url: url.href, pending }
}

/** The address is the one that was set, never the one that the request names. */
async function finish(
  config: client.Configuration,
  { redirect }: OidcSettings,
  query: string,
  { state, nonce, verifier }: Pending,
): Promise<Answer> {
  const tokens = await client.authorizationCodeGrant(config, new URL(`?${query}`, redirect), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined) return NO
  const { sub, preferred_username: name, amr } = claims
  const account = typeof name === 'string' ? name : ''
  // RFC 8176: more than one factor was used.
  const secondFactor = Array.isArray(amr) && amr.includes('mfa')
  return { type: 'vouched', vouched: { provider: 'oidc', subject: sub, account, secondFactor } }
}

/** The library says what went wrong, and its cause why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}

/** The network's fault, and not that of what came back. */
const isDown = (error: unknown): boolean =>
  error instanceof TypeError || (error as { readonly code?: unknown } | null)?.code === 'OAUTH_TIMEOUT'
