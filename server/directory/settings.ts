import { ConfigError, wrong } from '../config-error.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The address of our own /api/oidc/back, as the browser sees it. */
  readonly redirect: string
  /** What its button is called. */
  readonly name: string
}

export interface LdapSettings {
  readonly url: string
  readonly base: string
  /** The attribute that holds the name people sign in with, e.g. uid or sAMAccountName. */
  readonly nameAttribute: string
  /** The attribute that never changes, e.g. entryUUID or objectGUID. */
  readonly idAttribute: string
  /** The account that may search; null: anybody may. */
  readonly bind: { readonly dn: string; readonly password: string } | null
  /** Only its members come in; null: everybody who has an account here. */
  readonly group: string | null
  readonly timeoutMs: number
  readonly tls: { readonly upgrade: boolean; readonly ca: string | null }
}

export interface Directories {
  readonly oidc: OidcSettings | null
  readonly ldap: LdapSettings | null
}

type Environment = { readonly [name: string]: string | undefined }
type SecretOf = (name: string) => string | undefined

const TIMEOUT_MS = 5000

/**
 * Without OIDC_ISSUER and LDAP_URL there is no directory, and nobody is asked. Secrets are asked for by name, and CA files read by
 * `read`; `origins` are those by which browsers know us. Throws a ConfigError that names the setting.
 */
export function readDirectories(
  environment: Environment,
  secretOf: SecretOf,
  read: (file: string) => string,
  origins: readonly string[] = [],
): Directories {
  const has = (name: string) => (environment[name] ?? '') !== ''
  return {
    oidc: has('OIDC_ISSUER') ? oidcOf(environment, secretOf, origins) : null,
    ldap: has('LDAP_URL') ? ldapOf(environment, secretOf, read) : null,
  }
}

function needed(environment: Environment, name: string, beside: string): string {
  const value = environment[name] ?? ''
  if (value === '') throw new ConfigError(`configuration: ${name} must be set where ${beside} is`)
  return value
}

function neededSecret(secretOf: SecretOf, name: string): string {
  const secret = secretOf(name)
  if (secret === undefined || secret === '')
    throw new ConfigError(`configuration: the secret ${name} must be set`)
  return secret
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host)

function addressOf(name: string, text: string, protocols: readonly string[], wanted: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const isFine = url !== null && url.username === '' && url.password === ''
  const isSafe = url !== null && (url.protocol === protocols[0] || isLoopback(url.hostname))
  if (!isFine || !isSafe || !protocols.includes(url.protocol))
    throw new ConfigError(`configuration: ${name}="${text}" must be ${wanted}`)
  return url
}

function oidcOf(environment: Environment, secretOf: SecretOf, origins: readonly string[]): OidcSettings {
  const https = ['https:', 'http:']
  const wanted = 'an https address without a name in it (http on loopback only)'
  const issuer = needed(environment, 'OIDC_ISSUER', 'OIDC_ISSUER')
  const redirect = needed(environment, 'OIDC_REDIRECT', 'OIDC_ISSUER')
  addressOf('OIDC_ISSUER', issuer, https, wanted)
  const back = addressOf('OIDC_REDIRECT', redirect, https, wanted)
  if (back.pathname !== '/api/oidc/back' || back.search !== '')
    throw new ConfigError(`configuration: OIDC_REDIRECT="${redirect}" must end with /api/oidc/back`)
  // Else the browser would come back to a name that we do not answer to.
  if (!origins.includes(back.origin) && !isLoopback(back.hostname))
    throw wrong('OIDC_REDIRECT', redirect, 'one of PUBLIC_ORIGINS with /api/oidc/back behind it')
  return {
    issuer,
    redirect,
    clientId: needed(environment, 'OIDC_CLIENT_ID', 'OIDC_ISSUER'),
    clientSecret: neededSecret(secretOf, environment['OIDC_SECRET'] ?? 'OIDC_CLIENT'),
    name: nameOf(environment['OIDC_NAME'] ?? '统一身份认证'),
  }
}

function nameOf(text: string): string {
  if (/^[^\p{C}<>]{1,30}$/u.test(text)) return text
  throw wrong('OIDC_NAME', text, 'the name of the button, of up to 30 characters')
}

function ldapOf(environment: Environment, secretOf: SecretOf, read: (file: string) => string): LdapSettings {
  const set = (name: string, fallback: string) => environment[name] ?? fallback
  const text = needed(environment, 'LDAP_URL', 'LDAP_URL')
  const upgrade = set('LDAP_STARTTLS', 'off') === 'on'
  const protocols = upgrade ? ['ldap:'] : ['ldaps:', 'ldap:']
  addressOf('LDAP_URL', text, protocols, 'an ldaps address, or ldap with LDAP_STARTTLS=on or on loopback')
  const [dn, ca, group] = [set('LDAP_BIND_DN', ''), set('LDAP_CA_FILE', ''), set('LDAP_GROUP', '')]
  const bindWith = () => ({ dn, password: neededSecret(secretOf, set('LDAP_SECRET', 'LDAP_BIND')) })
  return {
    url: text,
    base: needed(environment, 'LDAP_BASE', 'LDAP_URL'),
    nameAttribute: attribute('LDAP_NAME_ATTRIBUTE', set('LDAP_NAME_ATTRIBUTE', 'uid')),
    idAttribute: attribute('LDAP_ID_ATTRIBUTE', set('LDAP_ID_ATTRIBUTE', 'entryUUID')),
    bind: dn === '' ? null : bindWith(),
    group: group === '' ? null : group,
    timeoutMs: TIMEOUT_MS,
    tls: { upgrade, ca: ca === '' ? null : fileOf(ca, read) },
  }
}

function fileOf(file: string, read: (file: string) => string): string {
  try {
    return read(file)
  } catch (error) {
    throw new ConfigError(`configuration: LDAP_CA_FILE="${file}" cannot be read`, { cause: error })
  }
}

function attribute(name: string, text: string): string {
  if (/^[a-zA-Z][a-zA-Z0-9-]{0,63}$/.test(text)) return text
  throw new ConfigError(`configuration: ${name}="${text}" must be the name of an attribute`)
}
