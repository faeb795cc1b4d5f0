import { DAY } from '../../shared/calendar/civil.ts'
import { project as kind } from '../../shared/kinds/project/kind.ts'
import {
  MakeLink,
  OpenLink,
  type InvestorLinks as ToldLinks,
  type MadeLink,
  type ToldLink,
} from '../../shared/sync/investor.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit } from '../audit/audit.ts'
import { createAllowance } from '../deeds/allowance.ts'
import { asked } from '../deeds/asked.ts'
import { findThing } from '../deeds/known.ts'
import { idIn, textOf } from '../deeds/request.ts'
import type { InvestorLink, InvestorLinks } from './link-store.ts'
import { toldToInvestor, type ToldParts } from './told.ts'

export interface InvestorParts extends ToldParts {
  readonly links: InvestorLinks
  readonly audit: Audit
  /** World's time: a link lives by the clock of whoever was given it. */
  readonly worldNow: () => number
}

/** From one address, in a minute: whoever has a link needs one, and nobody guesses 256 bits. */
const OPENED_A_MINUTE = 60

/** Links by which an investor sees his own project and nothing else (LYX-04). */
export function serveInvestors(routes: Routes, parts: InvestorParts): void {
  const { links, audit, worldNow } = parts
  serveOpening(routes, parts)
  const areaOf = (id: string): string => {
    const found = findThing(parts, kind, id)
    if (found === null) throw new Refused(404, 'noProject', 'there is no such project')
    return found.derived.area
  }
  const tell = (caller: Caller, action: string, { id, project }: InvestorLink, more = {}) =>
    audit.write({
      ...{ actor: actorOf(caller.principal), address: caller.address, action },
      ...{ object: `investor-link/${id}`, outcome: 'done', details: { project, ...more } },
    })

  routes.on('GET /api/investor-links', (request, caller): ToldLinks => {
    const project = textOf(request, 'project')
    caller.require('project.share', { area: areaOf(project) })
    return { links: links.of(project).map(told), now: worldNow() }
  })
  const makeOf = asked(MakeLink)
  routes.on('POST /api/investor-links', (request, caller): MadeLink => {
    const { project, days } = makeOf(request.body)
    caller.require('project.share', { area: areaOf(project) })
    const { token, link } = links.make(project, worldNow(), worldNow() + days * DAY)
    try {
      tell(caller, 'investor.link', link, { days })
    } catch (error) {
      // What the audit cannot tell of does not happen.
      links.revoke(link.id, worldNow())
      throw error
    }
    return { token, link: told(link) }
  })
  routes.on('DELETE /api/investor-links/:id', (request, caller) => {
    const link = links.byId(idIn(request))
    if (link === null) throw new Refused(404, 'noLink', 'there is no such link')
    caller.require('project.share', { area: areaOf(link.project) })
    tell(caller, 'investor.revoke', link)
    links.revoke(link.id, worldNow())
  })
}

/** Whoever has a link, and nobody else. */
function serveOpening(routes: Routes, parts: InvestorParts): void {
  const { links, worldNow } = parts
  const allowance = createAllowance(worldNow, 60_000)
  const openOf = asked(OpenLink)
  routes.on('POST /api/investor', (request, caller) => {
    if (!allowance.take(caller.address, OPENED_A_MINUTE))
      throw new Refused(429, 'tooOften', 'too often from here; try again in a minute')
    const project = links.open(openOf(request.body).token, worldNow())
    const said = project === null ? null : toldToInvestor(parts, project)
    // Wrong, revoked, run out, or of a project that is gone: all the same to whoever holds it.
    if (said === null) throw new Refused(404, 'noLink', 'this link opens nothing; ask whoever gave it to you')
    return said
  })
}

const told = ({ id, madeAt, until, revokedAt, usedAt }: InvestorLink): ToldLink => ({
  ...{ id, madeAt, until, revokedAt, usedAt },
})
