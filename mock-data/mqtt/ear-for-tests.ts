import { connectAsync, type IPublishPacket } from 'mqtt'

/** A message as a subscriber hears it. */
export interface Heard {
  readonly topic: string
  readonly payload: string
  readonly packet: IPublishPacket
}

export interface EarForTests {
  readonly heard: Heard[]
  /** Waits, bounded, until what was heard satisfies; then everything heard so far. */
  until(satisfied: (heard: readonly Heard[]) => boolean): Promise<readonly Heard[]>
  stop(): Promise<void>
}

const PATIENCE_MS = 15_000

/** A real client that listens to everything below a root. */
export async function earForTests(url: string, root: string): Promise<EarForTests> {
  const heard: Heard[] = []
  const waiting = new Set<() => void>()
  const client = await connectAsync(url)
  client.on('message', (topic, payload, packet) => {
    heard.push({ topic: topic.slice(root.length + 1), payload: payload.toString('utf8'), packet })
    for (const look of waiting) look()
  })
  await client.subscribeAsync(`${root}/#`, { qos: 1 })
  const until = (satisfied: (heard: readonly Heard[]) => boolean) =>
    new Promise<readonly Heard[]>((resolve, reject) => {
      const look = () => {
        if (!satisfied(heard)) return
        done()
        resolve(heard)
      }
      const timer = setTimeout(() => {
        done()
        reject(new Error(`not heard in time; ${heard.length} messages so far`))
      }, PATIENCE_MS)
      const done = () => {
        clearTimeout(timer)
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  return { heard, until, stop: () => client.endAsync(true) }
}
