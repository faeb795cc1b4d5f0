import { connectorContract } from '../connector.contract.ts'
import { upstreamForTests } from './upstream-for-tests.ts'
import { websocket } from './websocket.ts'

connectorContract({
  connector: websocket,
  listens: true,
  faults: [
    [{ url: 'http://127.0.0.1' }, '/url'],
    [{ url: 'ws://user:secret@127.0.0.1' }, '/url'],
    [{ hello: ['subscribe'] }, '/hello'],
    [{ resume: { position: 'seq', ask: {} } }, '/resume/ask'],
    [{ beatSeconds: 0 }, '/beatSeconds'],
    [{ everySeconds: 2 }, 'additional'],
  ],
  open: async () => {
    const { url, say, away, close } = await upstreamForTests()
    let seq = 0
    return {
      settings: { url, resume: { position: 'seq', ask: { parameter: 'after' } } },
      say: async numbers => say(...numbers.map(number => JSON.stringify({ seq: ++seq, number }))),
      numberOf: record => (record as { number: number }).number,
      garbage: async () => {
        seq++
        say('{"v":NaN')
      },
      away,
      awayIs: 'unreachable',
      close,
    }
  },
})
