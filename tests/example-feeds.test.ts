import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'
import { feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { mappingOf } from '../server/intake/mapping.ts'
import { kinds } from '../shared/kinds/registry.ts'
import type { RecordFact } from '../shared/model/fact.ts'
import { dataOf } from './faults/hotline-sender.ts'
import { feedIn } from './hostile/feeds.ts'

const FOLDER = join(ROOT, 'examples', 'feeds')
const documents = loadDocuments(join(ROOT, 'documents'), kinds, ({ file, faults }) => {
  throw new Error(`${file}: ${faults.join('; ')}`)
})

describe.each(readdirSync(FOLDER))('examples/feeds/%s', file => {
  const feed = feedIn(join(FOLDER, file))
  const now = Date.parse('2026-11-24T10:24:00+08:00')

  test('[FED7] its settings and secrets are those of its connector, and its upstream is asked by TLS alone', async () => {
    const connector = connectors.get(feed.connector)!
    expect(Object.keys(feed.secrets ?? {}).every(name => connector.secrets.includes(name))).toBe(true)
    expect(feed.settings['url']).toMatch(/^(wss|amqps|tls):/)
    const { access, failures } = feedForTests(feed.settings, {
      hasSecret: name => Object.hasOwn(feed.secrets ?? {}, name),
      reach: async () => {
        throw new Error('nobody is asked in this test')
      },
    })
    await connector.start(access).stop()
    expect(failures.every(reason => reason.includes('nobody is asked'))).toBe(true)
  })

  test('[FED7] what it brings becomes the fact that the shipped feed makes of the same order', () => {
    const order = dataOf({ orderNo: 'LY1', version: 2, closed: true }, now)
    const shipped = documents.feeds.find(({ id }) => id === feed.id)!
    const factOf = (of: typeof feed, record: object) => {
      const mapped = mappingOf(documents, kinds)(of)(record, { now })
      if (!mapped.ok) throw new Error(JSON.stringify(mapped))
      // What an example leaves out is unknown there, and part of the hash.
      const { hash: _hash, ...fact } = mapped.fact as RecordFact
      return {
        ...fact,
        fields: Object.fromEntries(Object.entries(fact.fields).filter(([, value]) => value !== null)),
      }
    }
    const record = feed.connector === 'websocket' ? order : { levels: [], data: order }
    expect(factOf(feed, record)).toEqual(factOf(shipped, order))
  })
})
