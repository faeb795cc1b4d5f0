import { randomUUID } from 'node:crypto'
import { connectAsync } from 'mqtt'

/** A corner of a broker: a root of topics that nobody else uses, and how to leave it as it was found. */
export interface Corner {
  readonly url: string
  readonly root: string
  /** Nothing stays retained under these topics. */
  readonly forget: (topics: readonly string[]) => Promise<void>
}

export function cornerOf(url: string): Corner {
  const root = `pretend-city-${randomUUID().slice(0, 8)}`
  const forget = async (topics: readonly string[]): Promise<void> => {
    const client = await connectAsync(url)
    for (const topic of topics) await client.publishAsync(`${root}/${topic}`, '', { qos: 1, retain: true })
    await client.endAsync()
  }
  return { url, root, forget }
}
