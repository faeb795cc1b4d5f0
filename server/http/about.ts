import type { About } from '../../shared/sync/about.ts'
import type { Routes } from '../access/routes.ts'
import type { Documents } from '../documents/load.ts'
import { VERSION } from '../version.ts'

type Credited = Pick<Documents, 'areas' | 'calendars' | 'feeds'>

/** What the documents say of their sources: licences ask that whoever sees the data can read it. */
export const aboutOf = ({ areas, calendars, feeds }: Credited): About => ({
  version: VERSION,
  areas: { source: areas.document.source, asOf: areas.document.asOf },
  boundary: areas.boundary?.review ?? null,
  calendars: calendars.documents.map(({ title, source, coverage }) => ({ title, source, ...coverage })),
  feeds: feeds.map(({ id, title, department, simulated }) => ({ id, title, department, simulated })),
})

/** `GET /api/about`: for whoever may see the city. */
export function serveAbout(routes: Routes, inForce: () => Credited): void {
  routes.on('GET /api/about', () => aboutOf(inForce()))
}
