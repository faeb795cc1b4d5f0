import { LARGEST_FILE } from '../../shared/submissions/read-table.ts'
import type { RouteName } from './route-table.ts'

/** Bodies that are no JSON: of which type, and how large at most. They are read once it is known who sends them. */
export const RAW: {
  readonly [route in RouteName]?: { readonly type: string; readonly limit: string | number }
} = {
  'POST /api/photos': { type: 'image/jpeg', limit: '1mb' },
  'POST /api/submissions/:id/read-file': { type: 'application/octet-stream', limit: LARGEST_FILE },
}

/** JSON that may be larger than others', read once it is known who sends it: a table of a thousand cells with words in them, a calendar. */
export const LARGE: { readonly [route in RouteName]?: string } = {
  'POST /api/submissions/:id/submit': '1mb',
  'POST /api/quarantine/trials': '256kb',
  'POST /api/calendar/preview': '512kb',
  'POST /api/calendar/notices': '512kb',
  'POST /api/documents/check': '512kb',
  'POST /api/documents/sample': '512kb',
  'POST /api/feeds/beside': '512kb',
  'POST /api/documents/drafts': '512kb',
  'POST /api/documents': '512kb',
}

/** Bodies that are the fields of a form. */
export const FORMS: ReadonlySet<RouteName> = new Set<RouteName>(['POST /open311/v2/requests.:format'])

/** What takes much memory for one who asks: refused while there is little (F-24). */
export const HEAVY: ReadonlySet<RouteName> = new Set<RouteName>([
  'GET /api/explain',
  'GET /api/records',
  'GET /api/layers/:metric.geojson',
  'POST /api/records/export',
  'GET /api/entities',
  'GET /api/entities/place/:id',
  'GET /api/entities/enterprise/:id',
  'GET /api/entities/project/:id',
  'GET /api/entities/case/:id',
  'GET /api/entities/problem/:id',
  'GET /api/history',
  'GET /api/quarantine',
  'GET /api/quarantine/groups',
  'GET /api/quarantine/entries/:id',
  'POST /api/quarantine/trials',
  'GET /api/feeds/:id',
  'GET /api/scorecard',
  'GET /api/reference/areas',
  'POST /api/documents/check',
  'POST /api/documents/sample',
  'POST /api/scorecard/export',
  'POST /api/submissions/:id/read-file',
  'GET /api/audit',
  'GET /api/audit/export',
])
