import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ROOT } from '../../scripts/command.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'

export type Work = { readonly [name: string]: unknown }

/** A work of the city as its register tells it. 演示数据. */
export const workOf = (n: number, over: Work = {}): Work => ({
  ...{ row_id: `W${n}`, work_name: `演示工程${n}`, work_type: '市政道路', unit_name: '市住建局' },
  ...{ updated_at: `2026-11-23T08:0${n}:00+08:00`, announced_at: '2026-11-02T08:00:00+08:00' },
  ...{ begun_at: '2026-11-03T08:00:00+08:00', plan_end: '2026-12-20T08:00:00+08:00', percent: 40 },
  ...{ town: '文圣街道', district: '白塔区', phase: '主体', ...over },
})

/** The register of works over HTTP, and the feed that asks it every second: places by name, types by a table, departments. */
export async function openWorks() {
  const state: { rows: readonly Work[] } = { rows: [] }
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ rows: state.rows }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const file = join(ROOT, 'documents/feeds/urban-works.json')
  const shipped = JSON.parse(readFileSync(file, 'utf8')) as FeedDocument
  const settings = { url: `http://127.0.0.1:${port}/works`, everySeconds: 1, records: 'rows' }
  const ofShipped = shipped.mapping as Fields & { readonly fields: Fields }
  const mapping = {
    ...ofShipped,
    // A code that its kind takes as it is.
    fields: { ...ofShipped.fields, stage: { from: 'phase', as: 'code', table: { 主体: '主体结构' } } },
    area: [{ town: 'town', district: 'district' }, { district: 'district' }],
  }
  return {
    state,
    document: { ...shipped, connector: 'http-poll', settings, mapping } satisfies FeedDocument,
    announced: `127.0.0.1:${port}`,
    close: () => server.close(),
  }
}
