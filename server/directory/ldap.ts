import { AndFilter, Client, EqualityFilter, ResultCodeError, type Entry } from 'ldapts'
import type { LdapSettings } from './settings.ts'
import { NO, type Answer } from './vouched.ts'

export interface Ldap {
  ask(account: string, password: string): Promise<Answer>
}

/** A directory that answers slowly must not hold a connection per attempt: more than these are told that it is down. */
const AT_ONCE = 8
const LONGEST = 256
/** Results 49 and 32: the password is not that one's, or nobody is there. */
const NOT_THAT_ONE: readonly number[] = [49, 32]

/**
 * Asks a directory whether somebody is who they say: it looks for the one entry of the name, and binds with that entry's name and
 * the password that was given.
 */
export function createLdap(settings: LdapSettings): Ldap {
  let asked = 0
  return {
    async ask(account, password) {
      // A bind without a password succeeds for anybody at many directories (RFC 4513, 5.1.2).
      if (account === '' || password === '') return NO
      if (account.length > LONGEST || password.length > LONGEST) return NO
      if (asked >= AT_ONCE) return { type: 'down', reason: 'too many ask at once' }
      asked++
      try {
        return await ask(settings, account, password)
      } catch (error) {
        return { type: 'down', reason: error instanceof Error ? error.message : String(error) }
      } finally {
        asked--
      }
    },
  }
}

async function ask(settings: LdapSettings, account: string, password: string): Promise<Answer> {
  const client = new Client({
    url: settings.url,
    timeout: settings.timeoutMs,
    connectTimeout: settings.timeoutMs,
    // With these it would speak TLS to a plain port, also where it is upgraded only later.
    ...(settings.url.startsWith('ldaps:') ? { tlsOptions: trustOf(settings) } : {}),
  })
  try {
    if (settings.tls.upgrade) await client.startTLS(trustOf(settings))
    if (settings.bind !== null) await client.bind(settings.bind.dn, settings.bind.password)
    const entry = await find(client, settings, account)
    // Who is not there takes as long as who is.
    const dn = entry?.dn ?? `${settings.nameAttribute}=-,${settings.base}`
    const isRight = await binds(client, dn, password)
    return entry === null || !isRight ? NO : vouch(settings, account, entry)
  } finally {
    // The connection is done with; that it was cut already is no fault of what was answered.
    await client.unbind().catch(() => undefined)
  }
}

const trustOf = ({ url, tls }: LdapSettings) => ({
  host: new URL(url).hostname,
  ...(tls.ca === null ? {} : { ca: tls.ca }),
})

function vouch({ idAttribute }: LdapSettings, account: string, entry: Entry): Answer {
  const subject = attributeOf(entry, idAttribute)
  if (subject === '') throw new Error(`${entry.dn} has no ${idAttribute}`)
  return { type: 'vouched', vouched: { provider: 'ldap', subject, account, secondFactor: false } }
}

/** The one entry of this name; two of a name are nobody. Filters are built, not written: a name cannot be a part of one. */
async function find(client: Client, settings: LdapSettings, account: string): Promise<Entry | null> {
  const { base, nameAttribute, idAttribute, group, timeoutMs } = settings
  const filters = [new EqualityFilter({ attribute: nameAttribute, value: account })]
  if (group !== null) filters.push(new EqualityFilter({ attribute: 'memberOf', value: group }))
  const { searchEntries } = await client.search(base, {
    filter: new AndFilter({ filters }),
    scope: 'sub',
    sizeLimit: 2,
    timeLimit: Math.ceil(timeoutMs / 1000),
    attributes: [nameAttribute, idAttribute],
    explicitBufferAttributes: idAttribute === 'objectGUID' ? [idAttribute] : [],
  })
  return searchEntries.length === 1 ? (searchEntries[0] as Entry) : null
}

async function binds(client: Client, dn: string, password: string): Promise<boolean> {
  try {
    await client.bind(dn, password)
    return true
  } catch (error) {
    if (error instanceof ResultCodeError && NOT_THAT_ONE.includes(error.code)) return false
    throw error
  }
}

/** Directories write the names of attributes in capitals of their own; the one that was asked for is there as well, empty. */
function attributeOf(entry: Entry, name: string): string {
  const named = Object.keys(entry).filter(each => each.toLowerCase() === name.toLowerCase())
  return named.map(each => textOf(entry[each])).find(text => text !== '') ?? ''
}

function textOf(value: Entry[string] | undefined): string {
  if (Array.isArray(value)) return textOf(value[0])
  return Buffer.isBuffer(value) ? value.toString('hex') : (value ?? '')
}
