import { connect, type Channel, type ChannelModel } from 'amqplib'
import type { FeedFault } from '../../../shared/model/feed-fault.ts'
import { FeedError, type FeedAccess } from '../connector.ts'
import type { AmqpSettings } from './settings.ts'

const CONNECT_TIMEOUT_MS = 10_000
const BEAT_SECONDS = 20
const PORTS: { readonly [protocol: string]: number } = { 'amqp:': 5672, 'amqps:': 5671 }

export interface Dialled {
  readonly model: ChannelModel
  /** Ends it without a word. */
  readonly cut: () => void
}

/** Connects to what was judged, and to nothing else; `signal` breaks it off. */
export async function dial(
  access: FeedAccess,
  { url, user = 'guest', beatSeconds = BEAT_SECONDS }: AmqpSettings,
  password: string,
  signal: AbortSignal,
): Promise<Dialled> {
  const { protocol, hostname, port: written, pathname } = new URL(url)
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const port = (written === '' ? PORTS[protocol] : Number(written)) ?? 0
  const lookup = await access.reach(host, port)
  signal.throwIfAborted()
  const end = new AbortController()
  const cut = () => end.abort()
  signal.addEventListener('abort', cut, { once: true })
  try {
    const to = { protocol: protocol.slice(0, -1), hostname: host, port, username: user, password }
    const model = await connect(
      { ...to, vhost: pathname.length > 1 ? pathname.slice(1) : '/', heartbeat: beatSeconds },
      {
        ...{ lookup, signal: end.signal, timeout: CONNECT_TIMEOUT_MS, noDelay: true },
        clientProperties: { connection_name: `liaowang ${access.feed}` },
      },
    )
    return { model, cut }
  } catch (error) {
    throw brokenOff(error)
  } finally {
    signal.removeEventListener('abort', cut)
  }
}

/** For a look: of what is bound from now on a copy that goes with us; of a queue that others made, what it lends. */
export async function openLook(
  model: ChannelModel,
  { queue, declare }: AmqpSettings,
  failed: (error: Error) => void,
): Promise<Ready> {
  const channel = await model.createChannel()
  channel.on('error', failed)
  const { bindings = [] } = declare ?? {}
  if (bindings.length === 0) {
    await channel.checkQueue(queue)
    return { channel, queue }
  }
  const { queue: own } = await channel.assertQueue('', { exclusive: true, autoDelete: true })
  await bind(channel, own, bindings)
  return { channel, queue: own }
}

export interface Ready {
  readonly channel: Channel
  readonly queue: string
}

async function bind(
  channel: Channel,
  queue: string,
  bindings: NonNullable<AmqpSettings['declare']>['bindings'],
): Promise<void> {
  for (const { exchange, key } of bindings) {
    await channel.checkExchange(exchange)
    await channel.bindQueue(queue, exchange, key)
  }
}

/** A channel on which the queue stands ready, made where the settings say so. */
export async function openQueue(
  model: ChannelModel,
  { queue, declare }: AmqpSettings,
  failed: (error: Error) => void,
): Promise<Ready> {
  const channel = await model.createChannel()
  channel.on('error', failed)
  if (declare === undefined) {
    await channel.checkQueue(queue)
    return { channel, queue }
  }
  const { type = 'classic', bindings } = declare
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': type } })
  await bind(channel, queue, bindings)
  return { channel, queue }
}

/** Reply codes of AMQP 0-9-1. */
const CODES: { readonly [code: number]: FeedFault } = {
  311: 'tooLarge',
  320: 'down',
  402: 'moved',
  403: 'denied',
  404: 'moved',
  405: 'busy',
  406: 'setup',
  530: 'denied',
  541: 'down',
}
const OURS: ReadonlySet<FeedFault> = new Set(['denied', 'moved', 'setup'])

/** Why a connection did not come about, or ended. */
export function brokenOff(error: unknown): FeedError {
  if (error instanceof FeedError) return error
  const words = wordsOf(error)
  const code = error instanceof Error && 'code' in error ? Number(error.code) : Number.NaN
  const fault = CODES[code] ?? faultIn(words)
  return new FeedError(`no connection to the broker: ${words}`, {
    blame: OURS.has(fault) ? 'config' : 'upstream',
    retry: true,
    fault,
    cause: error,
  })
}

/** What the client says in words only. */
function faultIn(words: string): FeedFault {
  if (words.includes('ACCESS_REFUSED') || words === NO_HOST) return 'denied'
  return words.includes('ETIMEDOUT') ? 'slow' : 'unreachable'
}

const NO_HOST = 'it refuses this virtual host'

function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ')
  // How the client says that the broker hung up when it heard the name of the virtual host.
  if (error instanceof Error && error.message.startsWith('Expected ConnectionOpenOk')) return NO_HOST
  return error instanceof Error ? error.message || error.name : String(error)
}
