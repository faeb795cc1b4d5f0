import type { AlertDocument } from '../../shared/alerts/document.ts'
import { isOfMetric } from '../../shared/alerts/document.ts'
import { keyOf } from '../../shared/alerts/keys.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import type { Routes } from '../access/routes.ts'
import type { FilingParts } from '../deeds/filing.ts'
import { createTurns } from '../deeds/turns.ts'
import type { Documents } from '../documents/load.ts'
import { isPassing } from '../journal/room.ts'
import type { Log } from '../log.ts'
import type { Known } from './known.ts'
import { createPost } from './post.ts'
import { serveAlerts } from './routes.ts'
import { Sending, type SendingParts } from './sending.ts'
import { createTelling } from './telling.ts'
import { AlertWatch, type WatchParts } from './watch.ts'

export interface AlertingParts
  extends
    Pick<WatchParts, 'engine' | 'reader' | 'areas' | 'documents' | 'now' | 'file'>,
    Pick<FilingParts, 'audit'>,
    Pick<SendingParts, 'deliveries' | 'secret' | 'mayBePlain'> {
  readonly reach: Parameters<typeof createPost>[0]
  /** Where people find the console. */
  readonly origin: () => string
  readonly worldNow: () => number
  readonly newId: () => string
  readonly log: Log
}

export interface Alerting {
  serve(routes: Routes): void
  /** Looks and sends from now on; what it returns ends that. */
  start(): () => Promise<void>
}

/** Real time between two looks, and between two turns of sending. */
const LOOK_MS = 1_000
/** After a failure: what finds no room is tried again, and not all the time. */
const PAUSE_MS = 10_000

/** Rules of alerts, the people who see to what they raise, and whom it is told to. */
export function openAlerting(parts: AlertingParts): Alerting {
  const { documents, deliveries, log, worldNow } = parts
  const turn = createTurns()
  const tell = createTelling({
    ...parts,
    isSimulated: (rule, alert) => isSimulated(documents(), rule, alert),
  })
  const watch = new AlertWatch({ ...parts, turn, tell, unfinished: () => deliveries.unfinished() })
  const sending = new Sending({
    ...parts,
    channels: () => documents().channels,
    post: createPost(parts.reach),
    now: worldNow,
    elapsed: () => performance.now(),
  })
  return {
    serve: routes => serveAlerts(routes, { ...parts, turn, blind: () => watch.blind }),
    start() {
      const failed = (what: string) => (error: unknown) => {
        if (!isPassing(error)) log('warn', 'alerts', `${what}: ${String(error)}`)
      }
      const stops = [
        again(() => watch.look(), failed('could not look')),
        again(() => sending.turn(), failed('could not send')),
      ]
      return async () => {
        sending.stop()
        await Promise.all(stops.map(stop => stop()))
      }
    },
  }
}

function again(work: () => Promise<void>, onFailure: (error: unknown) => void): () => Promise<void> {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let working: Promise<void> = Promise.resolve()
  const run = () => {
    let rest = LOOK_MS
    working = work()
      .catch((error: unknown) => {
        rest = PAUSE_MS
        onFailure(error)
      })
      .then(() => {
        if (!isStopped) timer = setTimeout(run, rest)
      })
  }
  timer = setTimeout(run, LOOK_MS)
  return () => {
    isStopped = true
    clearTimeout(timer)
    return working
  }
}

/** A message must not pass for real because it has left the house. */
function isSimulated({ feeds, metrics }: Documents, rule: AlertDocument | null, alert: Known): boolean {
  if (rule === null) return feeds.some(({ simulated }) => simulated)
  if (!isOfMetric(rule)) {
    const subjects = alert.course.told.subjects ?? []
    return feeds.some(({ id, simulated }) => simulated && subjects.includes(keyOf(id)))
  }
  const metric = metrics.find(({ id }) => id === rule.over.metric)
  const kinds = metric === undefined ? [] : kindsOf(metric)
  return feeds.some(({ kind, simulated }) => simulated && kinds.includes(kind))
}
