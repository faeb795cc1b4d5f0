import { connectorContract } from '../connector.contract.ts'
import { httpPoll } from './http-poll.ts'
import { httpUpstream, json } from '../http-upstream-for-tests.ts'

connectorContract({
  connector: httpPoll,
  faults: [
    [{ url: 'file:///etc/hosts' }, '/url'],
    [{ everySeconds: 0.5 }, '/everySeconds'],
    [{ dailyAt: '02:10' }, '/dailyAt'],
    [{ since: { query: 'updatedSince' } }, '/since'],
    [{ paging: { page: 'page', size: 'size', perPage: 0, pages: 'pages' } }, '/paging/perPage'],
    [{ uri: 'http://127.0.0.1' }, 'additional'],
  ],
  open: async () => {
    const said: { number: number }[] = []
    const upstream = await httpUpstream(json({ list: said }))
    return {
      settings: { url: `${upstream.url}/cases`, everySeconds: 1, records: 'list' },
      say: async numbers => {
        said.push(...numbers.map(number => ({ number })))
        upstream.answer = json({ list: said })
      },
      numberOf: record => (record as { number: number }).number,
      garbage: async () => {
        upstream.answer = (_, response) =>
          response.writeHead(200, { 'content-type': 'text/html' }).end('<html>请登录</html>')
      },
      away: upstream.away,
      awayIs: 'unreachable',
      close: upstream.close,
    }
  },
})
