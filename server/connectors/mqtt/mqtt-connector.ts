import { randomBytes } from 'node:crypto'
import { MqttClient, type IPublishPacket } from 'mqtt'
import { writeToStream } from 'mqtt-packet'
import type { FeedFault } from '../../../shared/model/feed-fault.ts'
import { FeedError, settingsOf, type Connector, type FeedAccess, type Page } from '../connector.ts'
import { Gathering } from '../gathering.ts'
import { pageOf } from '../message.ts'
import { delayAfter } from '../pace.ts'
import { acknowledgeOurselves } from './acknowledging.ts'
import { openConnection } from './connection.ts'
import { MqttSettings } from './settings.ts'

// A table of all numbers of two bytes, eight megabytes of it, would pay for who sends much; we acknowledge.
writeToStream.cacheNumbers = false

const CONNECT_TIMEOUT_MS = 10_000

/**
 * Listens to a broker. A message is one record, or one for each element of a JSON array: `{topic, levels, retained,
 * data}`. QoS 1 is acknowledged after the commit.
 */
export const mqttConnector: Connector = {
  id: 'mqtt',
  settings: MqttSettings,
  secrets: ['password'],
  isPushed: true,
  start(access) {
    const settings = settingsOf(MqttSettings, access.settings)
    const client = open(access, settings)
    const begin = () => gatherFor(access, client, () => (gathering = begin()))
    let gathering: Gathering = begin()
    const acknowledgementOf = acknowledgeOurselves(client)
    // The client reads on when it is told that there is room: its back-pressure is ours.
    client.handleMessage = (packet, room) =>
      gathering.add(messageOf(packet), room, acknowledgementOf(packet), packet.payload.length)
    const absence = watchAbsence(access, client)
    client.on('connect', () => subscribe(access, client, settings, absence.over))
    return {
      async stop() {
        absence.stop()
        await gathering.stop()
        await client.endAsync(true)
      },
    }
  },
}

/** What can never be kept is sent again by the broker over another connection; until then it is a failed report. */
function gatherFor(access: FeedAccess, client: MqttClient, anew: () => void): Gathering {
  const gathering = new Gathering(access)
  gathering.stuck.catch((error: Error) => {
    anew()
    endBy(client, error)
  })
  return gathering
}

function endBy(client: MqttClient, error: Error): void {
  client.stream.destroy(error)
  client.emit('error', error)
}

function open(access: FeedAccess, { url, clientId, user }: MqttSettings): MqttClient {
  const password = access.hasSecret('password') ? { password: access.secret('password') } : {}
  const connect = (client: MqttClient) =>
    openConnection(url, access.reach).on('error', error => {
      // The client tells only of errors that it knows.
      if (error instanceof FeedError) client.emit('error', error)
    })
  return new MqttClient(connect, {
    ...sessionOf(access, clientId),
    reconnectPeriod: delayAfter(null, 1, Math.random, false),
    connectTimeout: CONNECT_TIMEOUT_MS,
    resubscribe: false,
    ...(user === undefined ? {} : { username: user }),
    ...password,
  })
}

/** A session stays at the broker and takes what comes while we are away; one for a look takes nothing from it and ends with us. */
const sessionOf = ({ isTrial }: FeedAccess, clientId: string) =>
  isTrial === true
    ? { clientId: `${clientId}-trial-${randomBytes(4).toString('hex')}`, clean: true }
    : { clientId, clean: false }

function subscribe(
  access: FeedAccess,
  client: MqttClient,
  { topics }: MqttSettings,
  subscribed: () => void,
): void {
  client.subscribe([...topics], { qos: 1 }, (error, granted) => {
    const refused = granted?.filter(({ qos }) => Number(qos) > 2).map(({ topic }) => topic) ?? []
    if (error === null && refused.length === 0) {
      subscribed()
      access.log('debug', `listening to ${topics.join(', ')}`)
      return
    }
    // A connection that may hear nothing looks alive and is not: it is tried again like one that broke.
    const reason = `the broker refused the subscription: ${error?.message ?? refused.join(', ')}`
    const fault = new FeedError(reason, { blame: 'config', retry: true, fault: 'denied' })
    endBy(client, fault)
  })
}

/**
 * A broker that is away sends nothing, and nothing looks like quiet: so each attempt that failed is reported, and the
 * next one waits longer, for a random time.
 */
function watchAbsence(access: FeedAccess, client: MqttClient) {
  let failures = 0
  let isReached = false
  let reason: Error | null = null
  let stopped = false
  client.on('error', error => (reason = error))
  client.on('close', () => {
    if (stopped) return
    client.options.reconnectPeriod = delayAfter(null, ++failures, Math.random, isReached)
    void report(access, reasonOf(reason), faultOf(reason))
    reason = null
  })
  const over = () => {
    failures = 0
    isReached = true
    access.reached().catch((error: unknown) => {
      access.log('error', `that it is reached could not be journaled: ${String(error)}`)
    })
  }
  return { over, stop: () => (stopped = true) }
}

function reasonOf(error: Error | null): string {
  if (error instanceof FeedError && error.blame === 'ours') return error.message
  return `no connection to the broker${error === null ? '' : `: ${error.message}`}`
}

/** What MQTT 3.1.1 answers to a name or password it does not know, and to one that may not. */
const REFUSALS: readonly unknown[] = [4, 5]

function faultOf(error: Error | null): FeedFault {
  if (error instanceof FeedError) return error.fault
  return error !== null && 'code' in error && REFUSALS.includes(error.code) ? 'denied' : 'unreachable'
}

async function report(access: FeedAccess, reason: string, fault: FeedFault): Promise<void> {
  try {
    await access.fail(reason, fault)
  } catch (error) {
    access.log('error', `the failure could not be journaled: ${String(error)}`)
  }
}

function messageOf({ topic, payload, retain }: IPublishPacket): Page {
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(payload)
  const levels = topic.split('/')
  return pageOf(body, topic, data => ({ topic, levels, retained: retain, data }))
}
