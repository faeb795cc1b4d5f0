import { test } from 'vitest'
import { streamForTests } from '../../server/connectors/nats/stream-for-tests.ts'
import { describeWith } from '../services.ts'
import { killAmidOrders } from './killed-listening.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

await describeWith('nats', 'NATS', url => {
  test(
    '[NTS8] (F-01, A1) however often the server is killed while messages come in, each is in once',
    { timeout: timeLimit(300) },
    async () => {
      const { stream, say, close } = await streamForTests(url)
      await killAmidOrders({
        ...{ connector: 'nats', url },
        // It waits for what was on its way with each blow.
        settings: { user: null, stream, subject: `${stream}.>`, againSeconds: 3 },
        tell: order => say(JSON.stringify(order)),
      })
      await close()
    },
  )
})
