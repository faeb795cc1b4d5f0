import {
  CONSOLE_FAMILIES,
  DocumentNamed,
  DocumentSent,
  DraftSent,
  FeedSent,
  PublicationSent,
  type ConsoleFamily,
  type DocumentsGround,
  type DocumentFile,
  type DocumentsStanding,
} from '../../shared/sync/publications.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn } from '../deeds/request.ts'
import { serveBeside, type BesideRoutesParts } from './beside-routes.ts'
import { PublicationDesk, type PublicationDeskParts } from './desk.ts'
import { groundOf } from './ground.ts'
import { createSampling, type SamplingParts } from './sampling.ts'
import { familiesOf, fileOf } from './standing.ts'

export interface PublicationsParts extends PublicationDeskParts, SamplingParts, BesideRoutesParts {
  /** Names of secrets that have a value; what they are nobody reads. */
  readonly secrets: () => readonly string[]
  /** What was published is counted still. */
  readonly isCounting: () => boolean
}

/** The one door by which feeds, metrics and scenes come into force while the city runs (ADR 37). */
export function servePublications(routes: Routes, parts: PublicationsParts): void {
  serveBeside(routes, parts)
  const desk = new PublicationDesk(parts)
  const sampling = createSampling(parts)
  const [named, document, feed] = [asked(DocumentNamed), asked(DocumentSent), asked(FeedSent)]
  const [draft, publication] = [asked(DraftSent), asked(PublicationSent)]
  routes.on('GET /api/documents', (): DocumentsStanding => {
    const { now, isCounting, needsSecond, drafts } = parts
    const families = familiesOf(desk.all(), drafts.all())
    return { now: now(), isCounting: isCounting(), needsSecond: needsSecond(), families }
  })
  routes.on('GET /api/documents/ground', (): DocumentsGround =>
    groundOf(parts.connectors, parts.kinds, { secrets: parts.secrets(), areas: parts.areas }),
  )
  routes.on('GET /api/documents/:family/:id', (request, caller) =>
    fileFor(desk, parts, familyIn(request.params['family']), idIn(request), caller),
  )
  routes.on('POST /api/documents/check', ({ body }) => desk.check(document(body)))
  routes.on('POST /api/documents/sample', ({ body }, caller) => sampling.sample(feed(body), caller))
  routes.on('POST /api/documents/drafts', ({ body }, caller) => desk.saveDraft(draft(body), caller))
  routes.on('POST /api/documents/drafts/discard', ({ body }) => {
    desk.discardDraft(named(body))
    return {}
  })
  routes.on('POST /api/documents', ({ body }, caller) => desk.publish(publication(body), caller))
}

function fileFor(
  desk: PublicationDesk,
  { drafts, wanted }: PublicationsParts,
  family: ConsoleFamily,
  id: string,
  caller: Caller,
): DocumentFile {
  const [known, draft] = [desk.known(family, id), drafts.of(family, id)]
  if (known === null && draft === null) throw new Refused(404, 'noDocument', 'there is no such document')
  const none = { ...{ family, id }, inForce: null, folder: null, published: null }
  return fileOf(known ?? none, draft, wanted(), caller)
}

function familyIn(text: unknown): ConsoleFamily {
  const family = CONSOLE_FAMILIES.find(each => each === text)
  if (family === undefined) throw new Refused(404, 'noDocument', 'there is no such document')
  return family
}
