import { setTimeout as sleep } from 'node:timers/promises'
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import { FeedError, settingsOf, type Connector, type FeedAccess } from '../connector.ts'
import { Gathering } from '../gathering.ts'
import { refuseUserInfo } from '../http-answer.ts'
import { keepListening, whenAborted, type Standing } from '../listening.ts'
import { pageOf } from '../message.ts'
import { positionAs, positionOf } from '../position.ts'
import { dial, type Credentials } from './connection.ts'
import { jetstreamFault, openConsumer, openLook } from './consumer.ts'
import type { Sequence } from './sequence.ts'
import { NatsPosition, NatsSettings } from './settings.ts'

/** Asked for at a time. */
const PULLED = 500
const FAREWELL_MS = 2_000

/**
 * Pulls from a stream of NATS JetStream by a durable consumer. A message is one record, or one for each element of a JSON list:
 * `{subject, levels, data}`. It is acknowledged after the commit; the position is its number in the stream.
 */
export const nats: Connector = {
  id: 'nats',
  settings: NatsSettings,
  secrets: ['password', 'token'],
  isPushed: true,
  start(given) {
    const settings = settingsOf(NatsSettings, given.settings)
    refuseUserInfo(settings)
    // The stream says itself which one it is, at whatever address.
    const access = positionOf(given, { stream: settings.stream, subject: settings.subject })
    const secret = (name: string) => (access.hasSecret(name) ? access.secret(name) : null)
    const credentials: Credentials = { password: secret('password'), token: secret('token') }
    return keepListening(access, async signal => {
      const connection = await dialUntil(signal, dial(access, settings, credentials))
      try {
        const { consumer, sequence } =
          access.isTrial === true
            ? await openLook(connection, settings)
            : await openConsumer(connection, settings, positionAs(NatsPosition, access))
        const messages = await consumer.consume({ max_messages: PULLED })
        return listen(access, settings, { connection, messages, sequence })
      } catch (error) {
        await farewell(connection)
        throw jetstreamFault(error, settings)
      }
    })
  },
}

/** What comes about after a stop is closed; whoever stops does not wait for it. */
async function dialUntil(signal: AbortSignal, dialled: Promise<NatsConnection>): Promise<NatsConnection> {
  const stopped = whenAborted(signal)
  const connection = await Promise.race([dialled, stopped.promise])
  stopped.forget()
  if (connection !== undefined) return connection
  dialled.then(
    late => late.close(),
    () => undefined,
  )
  throw new Error('stopped')
}

interface Pulled {
  readonly connection: NatsConnection
  readonly messages: ConsumerMessages
  readonly sequence: Sequence
}

function listen(
  access: FeedAccess,
  settings: NatsSettings,
  { connection, messages, sequence }: Pulled,
): Standing {
  const gathering = new Gathering(access)
  const owed = new Set<JsMsg>()
  const take = (message: JsMsg) =>
    new Promise<void>(room => {
      const { subject, seq, redelivered } = message
      const levels = subject.split('.')
      const page = pageOf(Buffer.from(message.data), subject, data => ({ subject, levels, data }))
      const position = sequence.after(seq, redelivered)
      const kept = () => {
        owed.delete(message)
        message.ack()
      }
      owed.add(message)
      gathering.add({ ...page, ...(position === null ? {} : { position }) }, room, kept, message.data.length)
    })
  const read = async () => {
    for await (const message of messages) await take(message)
  }
  const ended = Promise.race([
    gathering.stuck,
    closedOf(connection),
    goneOf(messages, settings),
    read().then(over),
  ])
  ended.catch(() => undefined)
  const close = async () => {
    // What comes while it stops is not acknowledged, and comes again.
    messages.stop()
    await gathering.stop()
    // Said so, they come at once, and not only when the server has waited for long enough.
    if (!connection.isClosed()) for (const message of owed) message.nak()
    await farewell(connection)
  }
  access.log('debug', `listening to ${settings.stream}`)
  return { ended, close }
}

const over = (): never => {
  throw new FeedError('the server sends nothing more', {
    blame: 'upstream',
    retry: true,
    fault: 'unreachable',
  })
}

async function closedOf(connection: NatsConnection): Promise<never> {
  const error = await connection.closed()
  const words = error instanceof Error ? error.message : 'the connection was closed'
  throw new FeedError(`no connection to the server: ${words}`, {
    blame: 'upstream',
    retry: true,
    fault: 'unreachable',
    cause: error,
  })
}

const GONE: ReadonlySet<string> = new Set(['consumer_deleted', 'consumer_not_found', 'stream_not_found'])

/** A consumer that somebody deleted stays silent for ever. */
async function goneOf(messages: ConsumerMessages, { stream, durable }: NatsSettings): Promise<never> {
  for await (const { type } of messages.status()) {
    if (!GONE.has(type)) continue
    const reason = `the consumer ${durable} of the stream ${stream} is gone`
    throw new FeedError(reason, { blame: 'config', retry: true, fault: 'moved' })
  }
  return new Promise<never>(() => undefined)
}

/** Sends what is still to be sent, the acknowledgements among it; whoever is gone is not waited for. */
async function farewell(connection: NatsConnection): Promise<void> {
  if (connection.isClosed()) return
  const patience = new AbortController()
  const late = sleep(FAREWELL_MS, undefined, { signal: patience.signal }).catch(() => undefined)
  await Promise.race([connection.flush().catch(() => undefined), late])
  patience.abort()
  await connection.close()
}
