import type { Running, Upstream } from '../upstream.ts'
import { startBroker, type Broker } from './broker.ts'

export interface MqttSettings {
  /** Of the broker inside this process; 0 takes any free port. */
  readonly port: number
  /** Of a broker that somebody runs; null: one inside this process. */
  readonly url: string | null
}

export interface Mqtt extends Upstream {
  /** Known once it is started. */
  readonly url: () => string
}

/** The broker that the city's devices speak to. A broker that somebody runs is used as it is. */
export function createMqtt({ port, url }: MqttSettings): Mqtt {
  let broker: Broker | null = null
  const start = async (): Promise<Running> => {
    if (url !== null) return { address: url, stop: async () => undefined }
    broker = await startBroker(port)
    return broker
  }
  return {
    name: 'mqtt',
    title: url === null ? 'MQTT 消息代理,内置' : 'MQTT 消息代理,外部',
    start,
    url: () => {
      const known = url ?? broker?.address
      if (known === undefined)
        throw new Error('ours: the broker was asked for its address before it was started')
      return known
    },
    outage: on => broker?.refuse(on),
  }
}
