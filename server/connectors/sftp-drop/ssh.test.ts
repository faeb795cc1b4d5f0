import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FeedError } from '../connector.ts'
import { feedForTests } from '../feed-for-tests.ts'
import { knownHostOf, type SftpDropSettings } from './settings.ts'
import { argumentsOf, openSession } from './ssh.ts'
import { lostFault, sshFault } from './ssh-fault.ts'

const TYPE = 'ssh-ed25519'
const keyOf = (type: string) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(type.length)
  return Buffer.concat([length, Buffer.from(type), Buffer.alloc(40, 1)]).toString('base64')
}
const SETTINGS: SftpDropSettings = {
  ...{ host: 'files.example', user: 'reader', hostKey: `${TYPE} ${keyOf(TYPE)} pretend`, directory: '/out' },
  ...{ pattern: '*', format: 'csv', columns: ['a'], everySeconds: 60 },
}

test('[SFT3] (T-SSRF-02) the client is told the judged address, knows the server by the settings, and asks nothing of this machine', () => {
  const told = argumentsOf(SETTINGS, '10.1.2.3')
  const options = new Map(
    told.flatMap((word, i) => (word === '-o' ? [(told[i + 1] ?? '').split('=') as [string, string]] : [])),
  )
  expect(Object.fromEntries(options)).toMatchObject({
    ...{ HostName: '10.1.2.3', HostKeyAlias: 'files.example', Port: '22' },
    ...{ StrictHostKeyChecking: 'yes', UserKnownHostsFile: 'known_hosts', GlobalKnownHostsFile: '/dev/null' },
    ...{
      BatchMode: 'yes',
      IdentitiesOnly: 'yes',
      IdentityAgent: 'none',
      PreferredAuthentications: 'publickey',
    },
    ...{ ForwardAgent: 'no', ForwardX11: 'no', ClearAllForwardings: 'yes', PermitLocalCommand: 'no' },
    ...{ ProxyCommand: 'none', ProxyJump: 'none', ControlMaster: 'no' },
    ...{ ConnectTimeout: '10', ServerAliveInterval: '15' },
  })
  expect(told.slice(0, 2)).toEqual(['-F', 'none'])
  // Behind the two strokes nothing is an option, whatever it is called.
  expect(told.slice(-6)).toEqual(['-l', 'reader', '-s', '--', 'files.example', 'sftp'])
  expect(argumentsOf({ ...SETTINGS, port: 2222 }, '::1')).toContain('Port=2222')
})

test('[SFT3] of the settings the client gets one line with the key, and a key of another type is refused', () => {
  expect(knownHostOf(SETTINGS)).toBe(`files.example ${TYPE} ${keyOf(TYPE)}\n`)
  for (const key of [keyOf('ssh-rsa'), Buffer.alloc(2).toString('base64'), 'A'.repeat(60)])
    expect(() => knownHostOf({ ...SETTINGS, hostKey: `${TYPE} ${key}` })).toThrow(/\/hostKey/)
})

const CHANGED = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
The fingerprint for the ED25519 key sent by the remote host is
SHA256:+c1NluFDKf2O2jawjugtboRXEZzCmxxVdYjT0YQMBEk.
Host key verification failed.\r
`

test.each<readonly [said: string, fault: string, blame: string, reason: string | RegExp]>([
  [
    CHANGED,
    'identity',
    'config',
    'the host key is another than the one of the settings: it shows SHA256:+c1NluFDKf2O2jawjugtboRXEZzCmxxVdYjT0YQMBEk',
  ],
  [
    'No RSA host key is known for a and you have requested strict checking.\r\n',
    'identity',
    'config',
    /^the host key/,
  ],
  [
    'r@a: Permission denied (publickey).\r\n',
    'denied',
    'config',
    /^the server does not let .* in with this key: r@a: Perm/,
  ],
  [
    'Load key "key": error in libcrypto\r\nr@a: Permission denied\r\n',
    'setup',
    'config',
    /^the private key cannot be used/,
  ],
  ['subsystem request failed on channel 0\r\n', 'denied', 'config', /offers it no SFTP/],
  [
    'Unable to negotiate with 10.1.2.3 port 22: no matching host key type found. Their offer: ssh-dss\r\n',
    ...(['setup', 'config', /no algorithm in common.*ssh-dss/] as const),
  ],
  [
    'ssh: connect to host 10.1.2.3 port 22: Connection refused\r\n',
    'unreachable',
    'upstream',
    /Connection refused$/,
  ],
  [
    'ssh: connect to host 10.1.2.3 port 22: Connection timed out\r\n',
    'unreachable',
    'upstream',
    /timed out$/,
  ],
  [
    'kex_exchange_identification: banner line contains invalid characters\r\n',
    'unreadable',
    'upstream',
    /^it is no SSH/,
  ],
  ['No user exists for uid 10001\r\n', 'program', 'config', /has no name on this machine/],
  ['', 'unreachable', 'upstream', 'no connection to the server'],
])('[SFT5] [CONN10] %j is told as %s', (said, fault, blame, reason) => {
  const error = sshFault(said)
  expect([error.fault, error.blame, error.retry]).toEqual([fault, blame, true])
  if (typeof reason === 'string') expect(error.message).toBe(reason)
  else expect(error.message).toMatch(reason)
})

test('[SFT5] what the client repeats of a server is one short line without signs that steer', () => {
  const { message } = sshFault(`Received disconnect: \u001b[2J${'x'.repeat(5_000)}\nmore`)
  expect(message.length).toBeLessThan(400)
  expect(message).not.toMatch(/\p{Cc}/u)
})

test('[SFT5] once it was let in, what a server says of itself is no reason of ours', () => {
  const { message, fault, blame } = lostFault('Host key verification failed.\r\n')
  expect([message, fault, blame]).toEqual([
    'the connection to the server was lost: Host key verification failed.',
    ...['unreachable', 'upstream'],
  ])
})

const IDENTITY = { privateKey: 'no key', knownHost: knownHostOf(SETTINGS) }

test('[SFT5] [SFT4] a machine without the OpenSSH client says what to install, and the key lies nowhere afterwards', async () => {
  const passing = mkdtempSync(join(tmpdir(), 'passing-'))
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = passing
  try {
    const { access } = feedForTests({})
    const error: unknown = await openSession(
      access,
      { ...SETTINGS, host: '127.0.0.1' },
      IDENTITY,
      new AbortController().signal,
      'ssh-that-is-nowhere',
    ).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(FeedError)
    expect(error).toMatchObject({
      ...{ fault: 'program', blame: 'config', retry: true },
      message: expect.stringMatching(/^this machine has no OpenSSH client \(ssh\): install openssh-client /),
    })
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  }
  expect(readdirSync(passing)).toEqual([])
  rmdirSync(passing)
})
