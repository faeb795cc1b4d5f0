import { connectorContract } from '../connector.contract.ts'
import { httpUpstream } from '../http-upstream-for-tests.ts'
import { capAtom } from './cap-atom.ts'
import { atomXml, carrying, xml } from './feed-for-tests.ts'

connectorContract({
  connector: capAtom,
  faults: [
    [{ url: 'file:///etc/hosts' }, '/url'],
    [{ everySeconds: 0.5 }, '/everySeconds'],
    [{ dailyAt: '02:10' }, '/dailyAt'],
    [{ timeoutSeconds: 0 }, '/timeoutSeconds'],
    [{ records: 'list' }, 'additional'],
  ],
  open: async () => {
    const said: string[] = []
    const upstream = await httpUpstream(xml(atomXml()))
    return {
      settings: { url: `${upstream.url}/feed.xml`, everySeconds: 1 },
      say: async numbers => {
        said.push(...numbers.map(number => carrying({ identifier: String(number) })))
        upstream.answer = xml(atomXml(...said))
      },
      numberOf: record => Number((record as { identifier: string }).identifier),
      garbage: async () => {
        upstream.answer = (_, response) =>
          response.writeHead(200, { 'content-type': 'text/html' }).end('<html>请登录<br></html>')
      },
      away: upstream.away,
      awayIs: 'unreachable',
      close: upstream.close,
    }
  },
})
