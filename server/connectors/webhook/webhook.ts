import { Type } from 'typebox'
import { settingsOf, type Answer, type Connector, type FeedAccess, type Received } from '../connector.ts'
import { readCloudEvents } from './cloud-events.ts'
import { refusalsTold } from './refusals.ts'
import { ReplayGuard } from './replay.ts'
import { checkSignature } from './signature.ts'

/** All there is to know is the secret. */
const WebhookSettings = Type.Object({}, { additionalProperties: false })

/**
 * The upstream calls us: `POST /api/ingest/<feed>` with CloudEvents 1.0 and an HMAC over the raw bytes. It is answered
 * after the commit, with counts. What cannot be taken is a 2xx with its reason in quarantine, since sending it again
 * would not help; only a failure of ours is a 5xx.
 */
export const webhook: Connector = {
  id: 'webhook',
  settings: WebhookSettings,
  secrets: ['hmac'],
  isPushed: true,
  start(access) {
    settingsOf(WebhookSettings, access.settings)
    // One that is missing is told at the start, not at the first push.
    access.secret('hmac')
    const guard = new ReplayGuard()
    const tell = refusalsTold(message => access.log('warn', message))
    return { stop: async () => undefined, receive: request => answer({ access, guard, tell }, request) }
  },
}

interface Hook {
  readonly access: FeedAccess
  readonly guard: ReplayGuard
  readonly tell: (reason: string, now: number) => void
}

async function answer(hook: Hook, request: Received): Promise<Answer> {
  const { access, guard } = hook
  const checked = checkSignature(request, liveSecrets(access))
  if (!checked.ok) return refused(hook, checked.reason)
  const replayed = guard.check(checked.signature, request.body, access.now(), access.speed)
  if (replayed !== null) return refused(hook, replayed)
  return { status: 200, body: { ...(await access.take(readCloudEvents(request))) } }
}

/** Separated by spaces; all are good while one replaces the other. An empty one would be good for anybody. */
const liveSecrets = (access: FeedAccess): readonly string[] =>
  access
    .secret('hmac')
    .split(/\s+/)
    .filter(secret => secret !== '')

/** Bad signatures and replays are logged and never stored (A22): whoever sends them is not our upstream. */
function refused({ access, tell }: Hook, reason: string): Answer {
  tell(reason, access.now())
  return { status: 401, body: { error: reason } }
}
