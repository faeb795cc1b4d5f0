import {
  AckPolicy,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
  type Consumer,
  type ConsumerConfig,
  type ConsumerInfo,
  type JetStreamManager,
} from '@nats-io/jetstream'
import { nanos, type NatsConnection } from '@nats-io/transport-node'
import type { FeedFault } from '../../../shared/model/feed-fault.ts'
import { FeedError } from '../connector.ts'
import { brokenOff, wordsOf } from './connection.ts'
import { Sequence } from './sequence.ts'
import type { NatsPosition, NatsSettings } from './settings.ts'

const MOST_PENDING = 1_000
const AGAIN_SECONDS = 30
const againAfter = ({ againSeconds = AGAIN_SECONDS }: NatsSettings) => nanos(1_000 * againSeconds)

export interface Opened {
  readonly consumer: Consumer
  readonly sequence: Sequence
}

/** The server's own note of how far we are, made where it is not. One that was lost begins behind the position of the feed. */
export async function openConsumer(
  connection: NatsConnection,
  settings: NatsSettings,
  position: NatsPosition | null,
): Promise<Opened> {
  const { stream, durable } = settings
  try {
    const manager = await jetstreamManager(connection)
    const { created } = await manager.streams.info(stream)
    const there = await manager.consumers.info(stream, durable).catch((error: unknown) => {
      if (codeOf(error) === JetStreamApiCodes.ConsumerNotFound) return null
      throw error
    })
    if (there === null)
      await manager.consumers.add(stream, configOf(settings, position?.created === created ? position : null))
    else await takeUp(manager, there, settings)
    const consumer = await jetstream(connection).consumers.get(stream, durable)
    const owed = { count: there?.num_ack_pending ?? 0, upTo: there?.delivered.stream_seq ?? 0 }
    return { consumer, sequence: new Sequence(created, owed) }
  } catch (error) {
    throw jetstreamFault(error, settings)
  }
}

function configOf(settings: NatsSettings, position: NatsPosition | null): Partial<ConsumerConfig> {
  const { subject, durable, mostPending = MOST_PENDING } = settings
  return {
    durable_name: durable,
    ack_policy: AckPolicy.Explicit,
    ack_wait: againAfter(settings),
    max_ack_pending: mostPending,
    ...(subject === undefined ? {} : { filter_subject: subject }),
    ...(position === null
      ? { deliver_policy: DeliverPolicy.All }
      : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: position.sequence + 1 }),
  }
}

/** For a look: the server forgets it by itself, and the feed's own note stays as it is. */
export async function openLook(connection: NatsConnection, settings: NatsSettings): Promise<Opened> {
  const { stream } = settings
  try {
    const manager = await jetstreamManager(connection)
    const { created } = await manager.streams.info(stream)
    const { durable_name: _durable, ...config } = configOf(settings, null)
    const { name } = await manager.consumers.add(stream, { ...config, inactive_threshold: nanos(LOOK_MS) })
    const consumer = await jetstream(connection).consumers.get(stream, name)
    return { consumer, sequence: new Sequence(created, { count: 0, upTo: 0 }) }
  } catch (error) {
    throw jetstreamFault(error, settings)
  }
}

/** Nobody looks for longer. */
const LOOK_MS = 60_000

/** One that is there already, by the settings of now. */
async function takeUp(manager: JetStreamManager, there: ConsumerInfo, settings: NatsSettings): Promise<void> {
  refuseOther(there, settings)
  const ack_wait = againAfter(settings)
  const { stream, durable } = settings
  if (there.config.ack_wait !== ack_wait) await manager.consumers.update(stream, durable, { ack_wait })
}

/** Somebody else's note under our name: to go on with it would lose what it passes over or acknowledges by itself. */
function refuseOther({ config }: ConsumerInfo, { durable, subject }: NatsSettings): void {
  const isOurs =
    config.ack_policy === AckPolicy.Explicit &&
    config.deliver_subject === undefined &&
    config.filter_subject === subject
  if (isOurs) return
  throw new FeedError(
    `the consumer ${durable} is there and differs: it must be pulled, acknowledge explicitly and have the subject of the settings`,
    { blame: 'config', retry: true, fault: 'setup' },
  )
}

export function jetstreamFault(error: unknown, { stream, durable }: NatsSettings): FeedError {
  const told = (reason: string, fault: FeedFault) =>
    new FeedError(reason, { blame: 'config', retry: true, fault, cause: error })
  const code = codeOf(error)
  if (code === JetStreamApiCodes.StreamNotFound) return told(`there is no stream ${stream}`, 'moved')
  if (code === JetStreamApiCodes.ConsumerNotFound) return told(`the consumer ${durable} is gone`, 'moved')
  if (code !== null) return told(`the server refuses: ${wordsOf(error)}`, 'setup')
  if (error instanceof Error && error.name === 'JetStreamNotEnabled')
    return told('the server keeps no streams: JetStream is off', 'setup')
  return brokenOff(error)
}

const codeOf = (error: unknown): number | null => (error instanceof JetStreamApiError ? error.code : null)
