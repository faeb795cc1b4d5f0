import type { FeedFault } from '../../../shared/model/feed-fault.ts'
import { FeedError, type FaultOf } from '../connector.ts'

const LONGEST = 300

/** What the OpenSSH client says, and what that means; the first that fits. */
const SIGNS: readonly (readonly [sign: RegExp, fault: FeedFault, meaning: string])[] = [
  [
    /IDENTIFICATION HAS CHANGED|Host key verification failed|host key is known/,
    'identity',
    'the host key is another than the one of the settings',
  ],
  [/Load key |invalid format|error in libcrypto/, 'setup', 'the private key cannot be used'],
  [
    /Permission denied|Too many authentication failures/,
    'denied',
    'the server does not let this account in with this key',
  ],
  [/subsystem request failed/, 'denied', 'the server lets this account in, but offers it no SFTP'],
  [
    /no matching .* found|Unable to negotiate/,
    'setup',
    'the server and this machine have no algorithm in common',
  ],
  [
    /No user exists for uid/,
    'program',
    'the account that this server runs as has no name on this machine, and ssh wants one',
  ],
  [
    /banner line contains invalid|Invalid SSH identification|Bad packet length/,
    'unreadable',
    'it is no SSH that answers there',
  ],
]

const OURS: ReadonlySet<FeedFault> = new Set(['identity', 'setup', 'denied', 'program'])

/** Why the client ended, by its last words. */
export function sshFault(said: string): FeedError {
  const known = SIGNS.find(([sign]) => sign.test(said))
  const [, fault, meaning] = known ?? ([null, 'unreachable', 'no connection to the server'] as const)
  return toldAs(fault, meaning, said)
}

/** Once it let us in its words may be those of the server, which may say anything of itself. */
export const lostFault = (said: string): FeedError =>
  toldAs('unreachable', 'the connection to the server was lost', said)

function toldAs(fault: FeedFault, meaning: string, said: string): FeedError {
  const words = wordsIn(said, fault)
  return new FeedError(words === '' ? meaning : `${meaning}: ${words}`, blamed(fault))
}

const blamed = (fault: FeedFault): FaultOf => ({
  ...{ blame: OURS.has(fault) ? 'config' : 'upstream', retry: true, fault },
})

/** Of a changed key the client says much; what helps is which one it was shown. */
function wordsIn(said: string, fault: FeedFault): string {
  const shown = /\bSHA256:[A-Za-z0-9+/]{43}/.exec(said)?.[0]
  if (fault === 'identity' && shown !== undefined) return `it shows ${shown}`
  return said
    .split(/[\r\n]+/)
    .map(line => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter(line => line !== '' && !/^@+/.test(line))
    .join('; ')
    .slice(0, LONGEST)
}

/** That the client could not be started. */
export function startFault(cause: unknown): FeedError {
  const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
  return new FeedError(
    isMissing
      ? 'this machine has no OpenSSH client (ssh): install openssh-client (Debian, Ubuntu, UOS) or openssh-clients (openEuler, Kylin, RHEL)'
      : `the OpenSSH client did not start: ${String(cause)}`,
    { ...blamed('program'), cause },
  )
}
