import { createHash } from 'node:crypto'
import { FeedError, type FeedAccess } from '../connector.ts'
import type { SqlSource } from './source.ts'

const MOST_ROWS = 50_000
const ROWS_OF_A_PAGE = 500

/** Reads a table as a whole; it is received when it differs from the last one, else the turn is an empty report. */
export async function readSnapshot(access: FeedAccess, table: string, source: SqlSource): Promise<void> {
  const rows = await source.query(`SELECT * FROM ${table} LIMIT ${MOST_ROWS + 1}`, [])
  if (rows.length > MOST_ROWS)
    throw new FeedError(`${table} has more than ${MOST_ROWS} rows: read it by a watermark`, {
      blame: 'config',
      retry: true,
      fault: 'tooLarge',
    })
  const position = createHash('sha256').update(JSON.stringify(rows)).digest('base64url')
  const news = position === access.position() ? [] : rows
  for (let at = 0; at + ROWS_OF_A_PAGE < news.length; at += ROWS_OF_A_PAGE)
    await access.take({ records: news.slice(at, at + ROWS_OF_A_PAGE) })
  const last = Math.max(0, Math.ceil(news.length / ROWS_OF_A_PAGE) - 1) * ROWS_OF_A_PAGE
  await access.take({ records: news.slice(last), position })
}
