import type { IncomingMessage } from 'node:http'
import { Refused } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import type { Log } from '../log.ts'

/** What a page of ours wanted to do and its policy did not let it (T-XSS-02): an attack, an add-on of the browser, or a fault of ours. */
export interface CspReports {
  serve(routes: Routes): void
  figures(): string[]
}

export const REPORTS_PATH = '/api/csp-report'

const BODY_BYTES = 8_192
/** All together: a thousand walls that break at once say the same. */
const MOST_A_MINUTE = 120
const MINUTE_MS = 60_000
/** More kinds than our pages can break at are made up. */
const MOST_KINDS = 50

export function createCspReports(log: Log, now: () => number): CspReports {
  const said = new Set<string>()
  let count = 0
  let minute = { since: now(), taken: 0 }

  function take(text: string): void {
    const kind = kindOf(text)
    if (kind === null) throw new Refused(400, 'malformed', 'this is no report of a browser')
    if (said.has(kind) || said.size >= MOST_KINDS) return
    said.add(kind)
    log('warn', 'pages', `a browser kept a page from what its policy forbids: ${kind}; said once`)
  }

  return {
    serve(routes) {
      routes.on('POST /api/csp-report', async request => {
        count++
        if (Math.abs(now() - minute.since) >= MINUTE_MS) minute = { since: now(), taken: 0 }
        if (++minute.taken > MOST_A_MINUTE) throw new Refused(429, 'tooOften', 'enough was reported')
        take(await bodyOf(request))
      })
    },
    figures: () => [
      '# HELP liaowang_csp_reports_total what browsers kept our pages from',
      '# TYPE liaowang_csp_reports_total counter',
      `liaowang_csp_reports_total ${count}`,
    ],
  }
}

/** Which rule, against what, on which page, without anything of an address that might tell of a person. null: no report. */
function kindOf(text: string): string | null {
  const report = parsed(text)
  const told = (name: string) => {
    const value = report?.[name]
    return typeof value === 'string' ? value.slice(0, 200) : ''
  }
  const rule = told('effective-directive') || told('violated-directive')
  if (!/^[a-z-]{3,40}( |$)/.test(rule)) return null
  return `${rule.split(' ')[0]} against ${originOf(told('blocked-uri'))} on ${pageOf(told('document-uri'))}`
}

function parsed(text: string): { readonly [name: string]: unknown } | null {
  try {
    const body = JSON.parse(text) as { readonly 'csp-report'?: { readonly [name: string]: unknown } } | null
    return body?.['csp-report'] ?? null
  } catch {
    return null
  }
}

/** `inline`, `eval`, `data` are words and no addresses. */
const originOf = (blocked: string): string =>
  URL.canParse(blocked) ? originIn(new URL(blocked)) : /^[a-z-]{1,20}$/.test(blocked) ? blocked : 'something'
const originIn = ({ origin, protocol }: URL): string => (origin === 'null' ? protocol : origin)
const pageOf = (page: string): string =>
  URL.canParse(page) ? `/${new URL(page).pathname.split('/')[1] ?? ''}` : 'no page'

/** Browsers send it as application/csp-report, which nobody else reads; no page of another site gets this far (NET10). */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_BYTES) throw new Refused(413, 'tooLarge', `a report may have ${BODY_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
