import type { Request, Response } from 'express'
import { EXPORT_FORMATS, type AuditFilter, type ExportFormat } from '../../shared/audit/record.ts'
import type { AuditStanding } from '../../shared/audit/verdict.ts'
import type { Fields } from '../../shared/model/value.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from './actor.ts'
import { createAsked } from './asked.ts'
import type { AuditLog } from './audit-log.ts'
import type { AuditReader } from './audit-reader.ts'
import { AuditError } from './audit.ts'
import { FORMATS } from './exporting.ts'
import { FilterError, readFilter } from './filter.ts'
import { isCursor } from './reading.ts'
import type { SyslogCopy } from './syslog/copy.ts'
import type { Verifications } from './verifications.ts'

export interface AuditRoutesParts {
  readonly audit: Pick<AuditLog, 'write' | 'down' | 'isReserveUsed'>
  readonly reader: Pick<AuditReader, 'ask'>
  readonly verifications: Pick<Verifications, 'start' | 'standing'>
  readonly keepDays: number
  /** null: no copy is sent. */
  readonly copy: Pick<SyslogCopy, 'standing'> | null
  readonly now: () => number
}

/** What the auditor reads, verifies and carries away: all three are records themselves. */
export function serveAudit(routes: Routes, parts: AuditRoutesParts): void {
  const { reader, verifications, now } = parts
  const asked = createAsked()
  routes.on('GET /api/audit', (request, caller) => {
    const cursor = textOf(request, 'cursor')
    if (cursor !== '' && !isCursor(cursor)) throw malformed('cursor is what a page before gave as next')
    const filter = filterOf(request)
    if (asked.isNew(JSON.stringify([caller.person().session, filter]), now()))
      writeIfPossible(parts, caller, 'audit.read', { ...filter })
    return reader.ask({ type: 'page', filter, cursor: cursor === '' ? null : cursor })
  })
  routes.on('GET /api/audit/standing', () => standingOf(parts))
  routes.on('GET /api/audit/export', (request, caller, response) => {
    const format = EXPORT_FORMATS.find(each => each === textOf(request, 'format'))
    if (format === undefined) throw malformed(`format is one of ${EXPORT_FORMATS.join(', ')}`)
    const filter = filterOf(request)
    write(parts, caller, 'audit.export', { format, ...filter })
    return sendAll(reader, filter, format, response)
  })
  routes.on('POST /api/audit/verification', (_request, caller) => {
    if (verifications.standing.isRunning) throw new Refused(409, 'running', 'it is being verified already')
    write(parts, caller, 'audit.verify', {})
    verifications.start()
    return standingOf(parts)
  })
}

async function standingOf({
  audit,
  reader,
  verifications,
  keepDays,
  copy,
}: AuditRoutesParts): Promise<AuditStanding> {
  const { first, last, since } = await reader.ask({ type: 'span' })
  return {
    ...{ down: audit.down, isReserveUsed: audit.isReserveUsed, keepDays },
    since: since === null ? null : Date.parse(since),
    records: last === 0 ? 0 : last - first + 1,
    copy: copy?.standing(last) ?? null,
    verification: verifications.standing,
  }
}

/** Page by page, and no faster than the other side takes it: an export of years must fill no memory. */
async function sendAll(
  reader: Pick<AuditReader, 'ask'>,
  filter: AuditFilter,
  format: ExportFormat,
  response: Response,
): Promise<void> {
  const { head, line } = FORMATS[format]
  response.type(format === 'csv' ? 'text/csv' : 'application/jsonl')
  response.set({
    'content-disposition': `attachment; filename="audit.${format}"`,
    'cache-control': 'no-store',
  })
  response.write(head)
  for (let after = 0; !response.destroyed;) {
    const lines = await reader.ask({ type: 'lines', filter, after })
    const last = lines[lines.length - 1]
    if (last === undefined) break
    after = last.n
    if (!response.write(lines.map(line).join(''))) await drained(response)
  }
  response.end()
}

const drained = (response: Response): Promise<unknown> =>
  new Promise(resolve => {
    response.once('drain', resolve)
    response.once('close', resolve)
  })

/** A parameter that came twice is none. */
function textOf(request: Request, name: string): string {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}

const malformed = (message: string) => new Refused(400, 'malformed', message)

function filterOf(request: Request): AuditFilter {
  try {
    return readFilter(name => textOf(request, name))
  } catch (error) {
    throw error instanceof FilterError ? malformed(error.message) : error
  }
}

const write = (
  { audit }: AuditRoutesParts,
  { principal, address }: Caller,
  action: string,
  details: Fields,
): void => audit.write({ actor: actorOf(principal), address, action, object: '', outcome: 'done', details })

/** Looking goes on when nothing can be written: that is when the auditor must. How many looks have no record the next one tells. */
function writeIfPossible(...given: Parameters<typeof write>): void {
  try {
    write(...given)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
  }
}
