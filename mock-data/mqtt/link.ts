import { connect, type MqttClient } from 'mqtt'

export interface Message {
  /** Below the root. */
  readonly topic: string
  readonly payload: string | Buffer
  readonly qos: 0 | 1
  readonly retain?: boolean
  /** Sent once more, as after an acknowledgement that got lost (A1). */
  readonly again?: boolean
}

export interface LinkOptions {
  readonly url: string
  /** First level of all topics; it also keeps two cities on one broker apart. */
  readonly root: string
  readonly name: string
  /** What the broker says when the line breaks; retained. */
  readonly will: { readonly topic: string; readonly payload: string }
  /** Said each time the line is up. */
  readonly greeting: () => readonly Message[]
}

/** The line of one gateway to the broker. */
export interface Link {
  readonly isUp: () => boolean
  /** What is said while the line is down, or faster than the broker takes it, is lost: gateways keep nothing. */
  readonly publish: (message: Message) => void
  /** Breaks the line without a word, so that the broker speaks the last will. */
  readonly cut: () => void
  readonly restore: () => void
  readonly stop: () => Promise<void>
}

export const TOPIC_ROOT = 'ly'
const RECONNECT_MS = 2000
const PATIENCE_MS = 10_000
/** Acknowledgements that a gateway waits for at once. */
const UNACKNOWLEDGED = 2000

export function openLink({ url, root, name, will, greeting }: LinkOptions): Link {
  let client: MqttClient | null = null
  let unacknowledged = 0
  const publish = ({ topic, payload, qos, retain = false, again = false }: Message): void => {
    if (client === null || !client.connected || unacknowledged >= UNACKNOWLEDGED) return
    if (qos === 1) unacknowledged++
    client.publish(`${root}/${topic}`, payload, { qos, retain, dup: again }, () => {
      if (qos === 1) unacknowledged = Math.max(0, unacknowledged - 1)
    })
  }
  const restore = (): void => {
    if (client !== null) return
    unacknowledged = 0
    const fresh = connect(url, {
      clientId: `${root}-${name}`.replaceAll('/', '-'),
      clean: true,
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: PATIENCE_MS,
      queueQoSZero: false,
      will: { topic: `${root}/${will.topic}`, payload: Buffer.from(will.payload), qos: 1, retain: true },
    })
    fresh.on('connect', () => greeting().forEach(publish))
    // The client tries again by itself; without a listener a refused connection would end the process.
    fresh.on('error', () => undefined)
    client = fresh
  }
  const end = async (): Promise<void> => {
    const ending = client
    client = null
    await ending?.endAsync(true)
  }
  restore()
  return {
    isUp: () => client?.connected === true,
    publish,
    restore,
    cut: () => void end().catch(() => undefined),
    stop: end,
  }
}
