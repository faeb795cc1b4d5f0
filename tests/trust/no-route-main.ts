/**
 * Run where there is no route out of the machine: no-route-main.ts <folder>. Starts the server with the pretend city on v4 and v6, waits
 * until every protocol has brought something and a wall has its picture, and says as JSON what was tried beyond loopback meanwhile; then
 * tries something itself, to show that it would have been seen.
 */
import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import { startServer } from '../faults/server-process.ts'

/** One of each protocol that the pretend city speaks. */
const FEEDS = ['hotline', 'citymgmt', 'party-org', 'iot-room']
const TURNS = 200

/** What the kernel counted in this network: packets without a route, datagrams (nothing of ours sends any but to ask for a name). */
function counted() {
  const lines = readFileSync('/proc/net/snmp', 'utf8').split('\n')
  const of = (protocol: string, name: string) => {
    const [names = '', values = ''] = lines.filter(line => line.startsWith(`${protocol}:`))
    return Number(values.split(' ')[names.split(' ').indexOf(name)])
  }
  const v6 = readFileSync('/proc/net/snmp6', 'utf8')
  const of6 = (name: string) =>
    Number(
      v6
        .match(/^\S+\s+\d+$/gm)
        ?.find(line => line.startsWith(`${name} `) || line.startsWith(`${name}\t`))
        ?.split(/\s+/)[1],
    )
  return {
    withoutRoute: of('Ip', 'OutNoRoutes') + of6('Ip6OutNoRoutes'),
    datagrams: of('Udp', 'OutDatagrams') + of6('Udp6OutDatagrams'),
  }
}

async function until(ready: () => Promise<boolean>, what: string): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    if (await ready()) return
    await sleep(100)
  }
  throw new Error(`it never came to this: ${what}`)
}

const accepted = (figures: string, feed: string) =>
  Number(new RegExp(`^liaowang_feed_accepted_total\\{feed="${feed}"\\} (\\d+)$`, 'm').exec(figures)?.[1] ?? 0)

/** The whole of a topic, as a screen is told it. */
function pictureFrom(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = io(address, { transports: ['websocket'], reconnection: false })
    socket.on('connect_error', reject)
    socket.on('answer', (...words: unknown[]) => {
      socket.disconnect()
      resolve((words[5] as readonly unknown[]).length)
    })
    socket.emit('watch', { protocol: PROTOCOL_VERSION, topic: 'overview/211000@internal', cursor: null })
  })
}

const [, , folder = ''] = process.argv
const server = await startServer(join(folder, 'data'), {
  ...{ MOCK_CITY: 'on', MOCK_GOVSVC_PERCENT: '10', HOST: '127.0.0.1,::1', PORT: '4000' },
})
const pages: number[] = []
for (const host of ['127.0.0.1', '[::1]'])
  for (const path of ['/wall', '/desk', '/api/start'])
    pages.push((await fetch(`http://${host}:4000${path}`)).status)
await until(
  async () => {
    const figures = await (await fetch('http://[::1]:4000/metrics')).text()
    return FEEDS.every(feed => accepted(figures, feed) > 0)
  },
  `${FEEDS.join(', ')} bring something`,
)
const cells = [await pictureFrom('http://127.0.0.1:4000'), await pictureFrom('http://[::1]:4000')]
const byServer = counted()
await fetch('http://192.0.2.1/').catch(() => undefined)
await fetch('http://[2001:db8::1]/').catch(() => undefined)
const afterPackets = counted()
await lookup('city.example').catch(() => undefined)
const afterName = counted()
const ended = await server.stop()
process.stdout.write(`${JSON.stringify({ pages, cells, byServer, afterPackets, afterName, ended })}\n`)
