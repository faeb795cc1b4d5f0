import { expect, test } from 'vitest'
import { readDirectories } from './settings.ts'

const secrets: { readonly [name: string]: string } = { OIDC_CLIENT: 'pretend', LDAP_BIND: 'pretend' }
const read = (environment: { readonly [name: string]: string }) =>
  readDirectories(
    environment,
    name => secrets[name],
    file => `content of ${file}`,
    ['https://city.example'],
  )

const OIDC = {
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'liaowang',
  OIDC_REDIRECT: 'https://city.example/api/oidc/back',
}
const LDAP = { LDAP_URL: 'ldaps://directory.example', LDAP_BASE: 'dc=city' }

test('[DIR6] without a word nobody is asked; with it the settings come out', () => {
  expect(read({})).toEqual({ oidc: null, ldap: null })
  const { oidc, ldap } = read({ ...OIDC, ...LDAP, LDAP_BIND_DN: 'cn=s', LDAP_CA_FILE: 'ca.pem' })
  expect(oidc).toMatchObject({ issuer: 'https://id.example', clientSecret: 'pretend', name: '统一身份认证' })
  expect(ldap).toMatchObject({
    bind: { dn: 'cn=s', password: 'pretend' },
    tls: { upgrade: false, ca: 'content of ca.pem' },
  })
})

test.each([
  [{ ...OIDC, OIDC_ISSUER: 'http://id.example' }, /OIDC_ISSUER="http:\/\/id.example" must be an https/],
  [{ ...OIDC, OIDC_ISSUER: 'https://a:b@id.example' }, /OIDC_ISSUER/],
  [{ ...OIDC, OIDC_ISSUER: 'id.example' }, /OIDC_ISSUER/],
  [{ ...OIDC, OIDC_REDIRECT: 'https://city.example/desk' }, /must end with \/api\/oidc\/back/],
  [{ ...OIDC, OIDC_REDIRECT: 'https://other.example/api/oidc/back' }, /must be one of PUBLIC_ORIGINS/],
  [{ ...OIDC, OIDC_REDIRECT: '' }, /OIDC_REDIRECT must be set/],
  [{ ...OIDC, OIDC_CLIENT_ID: '' }, /OIDC_CLIENT_ID must be set/],
  [{ ...OIDC, OIDC_SECRET: 'ANOTHER' }, /the secret ANOTHER must be set/],
  [{ ...OIDC, OIDC_NAME: '' }, /OIDC_NAME/],
  [{ ...OIDC, OIDC_NAME: 'a<b' }, /OIDC_NAME/],
  [{ ...LDAP, LDAP_URL: 'ldap://directory.example' }, /LDAP_URL/],
  [{ ...LDAP, LDAP_URL: 'http://127.0.0.1' }, /LDAP_URL/],
  [{ ...LDAP, LDAP_STARTTLS: 'on' }, /LDAP_URL/],
  [{ ...LDAP, LDAP_BASE: '' }, /LDAP_BASE must be set/],
  [{ ...LDAP, LDAP_NAME_ATTRIBUTE: 'uid=x)(' }, /LDAP_NAME_ATTRIBUTE/],
])('[DIR6] what is not safe or not whole is refused by name: %o', (environment, message) => {
  expect(() => read(environment)).toThrow(message)
})

test('[DIR6] a file of the CA that cannot be read is refused by name', () => {
  const broken = () => {
    throw new Error('ENOENT')
  }
  const environment = { ...LDAP, LDAP_CA_FILE: 'ca.pem' }
  expect(() => readDirectories(environment, name => secrets[name], broken)).toThrow(
    'LDAP_CA_FILE="ca.pem" cannot be read',
  )
})

test('[DIR6] plain on loopback, and StartTLS anywhere', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(read({ ...LDAP, LDAP_URL: `ldap://${host}:389` }).ldap?.tls.upgrade).toBe(false)
  const upgraded = read({ ...LDAP, LDAP_URL: 'ldap://directory.example', LDAP_STARTTLS: 'on' })
  expect(upgraded.ldap?.tls.upgrade).toBe(true)
})
