import { test } from 'vitest'
import { upstreamForTests } from '../../server/connectors/websocket/upstream-for-tests.ts'
import { killAmidOrders } from './killed-listening.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

test(
  '[WSK9] (F-01, A1) however often the server is killed while records come in, what was told is in once',
  { timeout: timeLimit(300) },
  async () => {
    const upstream = await upstreamForTests()
    const settings = {
      hello: null,
      records: 'orders',
      resume: { position: 'seq', ask: { parameter: 'after' } },
    }
    const tell = (order: object, n: number) =>
      upstream.say(JSON.stringify({ type: 'told', orders: [{ seq: n + 1, ...order }] }))
    await killAmidOrders({ connector: 'websocket', url: upstream.url, settings, tell })
    await upstream.close()
  },
)
