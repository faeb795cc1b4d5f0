import type { Engine } from '../engine/engine.ts'
import type { Feeds } from '../intake/feeds.ts'
import { isPassing } from '../journal/room.ts'
import { startRecurring } from '../recurrence/recurring.ts'
import { startCalling, type CallingParts } from '../submissions/calling.ts'
import { formsOf } from '../submissions/forms.ts'
import { SOURCE } from '../submissions/known.ts'
import type { InForce } from './in-force.ts'
import type { Listening } from './listening.ts'
import type { CityServerParts } from './server.ts'

interface Working {
  readonly engine: Engine
  readonly feeds: Feeds
  readonly inForce: InForce
  readonly listening: Pick<Listening, 'alerting' | 'reader'>
}

/** What the product works out and tells by forms of its own; what it returns ends that. */
export function startOwnWork(
  parts: CityServerParts,
  { engine, feeds, inForce, listening }: Working,
): () => Promise<void> {
  const { clock, kinds, log } = parts
  const failed = (part: string, what: string) => (error: unknown) => {
    if (!isPassing(error)) log('warn', part, `${what}: ${String(error)}`)
  }
  const stops = [
    startCalling(callingOf(parts, engine, feeds), failed('submissions', 'could not be asked for now')),
    listening.alerting.start(),
    startRecurring(
      {
        ...{ engine, kinds, reader: listening.reader, now: clock.now },
        feeds: () => inForce.documents.feeds,
        file: (feed, records) => feeds.file(feed, records),
      },
      failed('recurrence', 'could not be told now'),
    ),
  ]
  return async () => {
    for (const stop of stops) await stop()
  }
}

const callingOf = ({ documents, clock }: CityServerParts, engine: Engine, feeds: Feeds): CallingParts => ({
  forms: formsOf(documents.feeds),
  now: clock.now,
  city: engine.city,
  thing: id => engine.thing(id),
  isKnown: id => engine.thing(`${SOURCE}/${id}`) !== null,
  file: (feed, records) => feeds.file(feed, records),
})
