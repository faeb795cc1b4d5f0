import type { RouteName } from '../../server/access/route-table.ts'
import type { Asker } from './askers.ts'

/**
 * Who enters which route, once more and by hand: what the tables of the house (ROUTES, PERMISSIONS) say must come to the same.
 * `*`: whatever it answers, it answers everybody so. `own`: whoever has a session.
 */
export const ENTRANTS: { readonly [route in RouteName]: string } = {
  'GET /livez': '*',
  'GET /readyz': '*',
  'GET /metrics': 'operator sysadmin scraper visitor',
  'GET /': '*',
  'GET /wall{/*rest}': '*',
  'GET /desk{/*rest}': '*',
  'GET /enter': '*',
  'GET /set-up': '*',
  'GET /investor': '*',
  'GET /preview': '*',
  'GET /account{/*rest}': '*',
  'GET /admin{/*rest}': '*',
  'GET /work{/*rest}': '*',
  'GET /console{/*rest}': '*',
  'POST /api/ingest/:feed': '*',
  'POST /api/csp-report': '*',

  'GET /api/who': '*',
  'POST /api/sign-in': '*',
  'GET /api/oidc': '*',
  'GET /api/oidc/start': '*',
  'GET /api/oidc/back': '*',
  'POST /api/sign-in/code': 'own',
  'POST /api/sign-out': 'own',
  'POST /api/activity': 'own',
  'POST /api/set-up': '*',
  'POST /api/invitation': '*',
  'POST /api/invitation/accept': '*',

  'GET /api/account': 'own',
  'POST /api/account/password': 'own',
  'POST /api/account/second-factor': 'own',
  'POST /api/account/second-factor/confirm': 'own',
  'POST /api/account/second-factor/remove': 'own',
  'POST /api/account/sessions/end': 'own',

  'GET /api/people': 'sysadmin secadmin auditor',
  'GET /api/people/options': 'sysadmin secadmin auditor',
  'POST /api/people': 'sysadmin',
  'POST /api/people/:id/invite': 'sysadmin',
  'POST /api/people/:id/disable': 'sysadmin',
  'PUT /api/people/:id/links': 'sysadmin',
  'PUT /api/people/:id/authorisation': 'secadmin',
  'POST /api/people/:id/unlock': 'secadmin',
  'POST /api/people/:id/second-factor/reset': 'secadmin',
  'GET /api/people/:id/sessions': 'secadmin',
  'POST /api/people/:id/sessions/end': 'secadmin',
  'GET /api/policy': 'sysadmin secadmin auditor',
  'PUT /api/policy': 'secadmin',

  'GET /api/start': 'viewer leader officer operator screen visitor',
  'GET /api/explain': 'viewer leader officer operator visitor',
  'GET /api/records': 'viewer leader officer operator visitor',
  'POST /api/records/export': 'leader officer operator',
  'GET /api/entities': 'viewer leader officer operator visitor',
  'GET /api/entities/place/:id': 'viewer leader officer operator visitor',
  'GET /api/entities/enterprise/:id': 'viewer leader officer operator visitor',
  'GET /api/entities/project/:id': 'viewer leader officer operator visitor',
  'GET /api/entities/case/:id': 'viewer leader officer operator visitor',
  'GET /api/entities/problem/:id': 'viewer leader officer operator visitor',
  'GET /api/history': 'viewer leader officer operator visitor',
  'GET /api/quarantine': 'operator visitor',
  'GET /api/quarantine/groups': 'operator',
  'GET /api/quarantine/entries/:id': 'operator',
  'GET /api/quarantine/drifts/:feed': 'operator',
  'POST /api/quarantine/drifts/:feed/agree': 'operator',
  'POST /api/quarantine/trials': 'operator',
  'POST /api/quarantine/replays': 'operator',
  'POST /api/quarantine/discards': 'operator',

  'GET /api/feeds': 'operator',
  'GET /api/feeds/:id': 'operator',
  'GET /api/scorecard': 'leader operator',
  'POST /api/scorecard/export': 'leader operator',

  'POST /api/screens/codes': '*',
  'GET /api/screens/requests/:request': '*',
  'POST /api/screens/word': '*',
  'POST /api/screens/enter': '*',
  'GET /api/screens': 'operator secadmin',
  'GET /api/screens/codes/:code': 'operator',
  'POST /api/screens': 'operator',
  'PUT /api/screens/cover': 'operator secadmin',
  'DELETE /api/screens/:id': 'operator secadmin',

  'GET /api/zones': 'operator secadmin auditor',
  'POST /api/zones': 'secadmin',
  'PUT /api/zones/:id': 'secadmin',
  'DELETE /api/zones/:id': 'secadmin',

  'GET /api/calendar': 'operator',
  'POST /api/calendar/preview': 'operator',
  'POST /api/calendar/notices': 'operator',
  'GET /api/calendar/notices/:id': 'operator',

  'GET /api/reference/words': 'operator',
  'GET /api/reference/areas': 'operator',
  'GET /api/reference/organisation': 'operator',

  'GET /api/documents': 'operator',
  'GET /api/documents/ground': 'operator',
  'GET /api/documents/:family/:id': 'operator',
  'POST /api/documents/check': 'operator',
  'POST /api/documents/sample': 'operator',
  'POST /api/documents/drafts': 'operator',
  'POST /api/documents/drafts/discard': 'operator',
  'POST /api/documents': 'operator',

  'GET /api/audit': 'auditor',
  'GET /api/audit/standing': 'auditor',
  'GET /api/audit/export': 'auditor',
  'POST /api/audit/verification': 'auditor',

  'GET /api/secrets': 'operator sysadmin',
  'PUT /api/secrets/:name': 'sysadmin',
  'DELETE /api/secrets/:name': 'sysadmin',
  'POST /api/secrets/rotate': 'sysadmin',

  'GET /api/alerts': 'viewer leader officer operator visitor',
  'GET /api/alerts/rules': 'viewer leader officer operator visitor',
  'GET /api/alerts/deliveries': 'operator',
  'POST /api/alerts/channels/:id/test': 'operator',
  'GET /api/alerts/:id': 'viewer leader officer operator visitor',
  'POST /api/alerts/:id/acknowledge': 'leader operator',
  'POST /api/alerts/:id/shelve': 'leader operator',
  'POST /api/alerts/:id/unshelve': 'leader operator',
  'POST /api/alerts/:id/note': 'leader operator',

  'GET /api/supervisions': 'viewer leader officer operator visitor',
  'GET /api/supervisions/preview': 'leader',
  'GET /api/supervisions/item': 'viewer leader officer operator visitor',
  'GET /api/supervisions/:id': 'viewer leader officer operator visitor',
  'POST /api/supervisions': 'leader',
  'GET /api/supervisions/chief': 'officer',
  'POST /api/supervisions/chief': 'officer',
  'POST /api/supervisions/:id/chiefReturn': 'officer',
  'POST /api/supervisions/:id/chiefClose': 'officer',
  'POST /api/supervisions/:id/acknowledge': 'officer',
  'POST /api/supervisions/:id/plan': 'officer',
  'POST /api/supervisions/:id/executed': 'officer',
  'POST /api/supervisions/:id/return': 'leader',
  'POST /api/supervisions/:id/close': 'leader',
  'POST /api/supervisions/:id/account': 'leader',

  'GET /api/problems': 'viewer leader officer operator visitor',
  'GET /api/problems/options': 'viewer leader officer operator visitor',
  'GET /api/problems/:id': 'viewer leader officer operator visitor',
  'POST /api/problems': 'leader officer',
  'POST /api/problems/:id/take': 'officer',
  'POST /api/problems/:id/reject': 'officer',
  'POST /api/problems/:id/merge': 'officer',
  'POST /api/problems/:id/assign': 'officer',
  'POST /api/problems/:id/begin': 'officer',
  'POST /api/problems/:id/answer': 'officer',
  'POST /api/problems/:id/confirm': 'officer',
  'POST /api/problems/:id/return': 'officer',
  'POST /api/problems/:id/strike': 'leader',

  'GET /api/tea-sessions': 'viewer leader officer operator visitor',
  'GET /api/tea-sessions/options': 'viewer leader officer operator visitor',
  'GET /api/tea-sessions/:id': 'viewer leader officer operator visitor',
  'POST /api/tea-sessions': 'leader officer',
  'POST /api/tea-sessions/:id/hold': 'officer',
  'POST /api/tea-sessions/:id/cancel': 'officer',
  'POST /api/tea-sessions/:id/close': 'leader',

  'GET /api/visits': 'viewer leader officer operator visitor',
  'GET /api/visits/options': 'viewer leader officer operator visitor',
  'GET /api/visits/:id': 'viewer leader officer operator visitor',
  'POST /api/visits': 'leader officer',
  'POST /api/visits/:id/answer': 'officer',
  'POST /api/visits/:id/solve': 'officer',
  'POST /api/visits/:id/escalate': 'officer',
  'POST /api/visits/:id/term': 'leader',
  'POST /api/visits/:id/close': 'officer',
  'GET /api/plans': 'viewer leader officer operator visitor',
  'GET /api/plans/:id': 'viewer leader officer operator visitor',
  'POST /api/plans/:id/omit': 'leader',
  'POST /api/plans/:id/restore': 'leader',
  'POST /api/plans/:id/tolerate': 'leader',
  'POST /api/plans/:id/pause': 'officer',
  'POST /api/plans/:id/resume': 'officer',
  'POST /api/plans/:id/block': 'officer',
  'POST /api/plans/:id/clear': 'officer',
  'POST /api/plans/:id/appoint': 'leader',
  'POST /api/plans/:id/release': 'leader',
  'GET /api/disputes': 'viewer leader officer operator visitor',
  'GET /api/disputes/options': 'viewer leader officer operator visitor',
  'GET /api/disputes/:id': 'viewer leader officer operator visitor',
  'POST /api/disputes': 'leader officer',
  'POST /api/disputes/:id/accept': 'officer',
  'POST /api/disputes/:id/begin': 'officer',
  'POST /api/disputes/:id/extend': 'officer',
  'POST /api/disputes/:id/settle': 'officer',
  'POST /api/disputes/:id/fail': 'officer',
  'POST /api/disputes/:id/pass': 'officer',
  'POST /api/disputes/:id/guide': 'officer',
  'POST /api/disputes/:id/withdraw': 'officer',
  'POST /api/disputes/:id/confirm': 'officer',
  'POST /api/disputes/:id/keep': 'officer',
  'POST /api/disputes/:id/break': 'officer',

  'GET /api/submissions': 'viewer leader officer operator visitor',
  'GET /api/submissions/:id': 'viewer leader officer operator visitor',
  'POST /api/submissions/:id/read-file': 'officer',
  'POST /api/submissions/:id/submit': 'officer',
  'POST /api/submissions/:id/withdraw': 'officer',
  'POST /api/submissions/:id/sendBack': 'leader',
  'POST /api/submissions/:id/approve': 'leader',
  'POST /api/submissions/:id/excuse': 'leader',

  'GET /api/investor-links': 'leader officer',
  'POST /api/investor-links': 'leader officer',
  'DELETE /api/investor-links/:id': 'leader officer',
  'POST /api/investor': '*',

  'GET /open311/v2/discovery.:format': '*',
  'GET /open311/v2/services.:format': '*',
  'GET /open311/v2/services/:id.:format': '*',
  'GET /open311/v2/requests.:format': '*',
  'GET /open311/v2/requests/:id.:format': '*',
  'POST /open311/v2/requests.:format': '*',

  'POST /api/photos': 'reporter leader officer operator',
  'GET /api/snaps': 'viewer leader officer operator visitor',
  'GET /api/snaps/mine': 'reporter leader officer operator',
  'GET /api/snaps/options': 'reporter leader officer operator',
  'GET /api/snaps/mine/:id/photo': 'reporter leader officer operator',
  'GET /api/snaps/:id': 'viewer leader officer operator visitor',
  'GET /api/snaps/:id/photo': 'viewer leader officer operator visitor',
  'POST /api/snaps': 'reporter leader officer operator',
  'POST /api/snaps/:id/take': 'officer',
  'POST /api/snaps/:id/settle': 'officer',
  'POST /api/snaps/:id/pass': 'officer',
  'POST /api/snaps/:id/dismiss': 'officer',
  'POST /api/snaps/:id/answer': 'officer',
}

export type Verdict = 'enters' | 'sign in first' | 'not for you' | 'as everybody'

/** What a question is about. Without an area or a department it is about no part of the city. */
export interface About {
  readonly area?: string
  readonly department?: string
}

export function verdictOf(route: RouteName, asker: Asker, about: About): Verdict {
  const entrants = ENTRANTS[route]
  if (entrants === '*') return 'as everybody'
  const isOne = (name: string) => (asker.is as readonly string[]).includes(name)
  const entered = entrants === 'own' ? isOne('person') : entrants.split(' ').some(isOne)
  if (entered && isHis(asker, about)) return 'enters'
  return asker.is.length === 0 ? 'sign in first' : 'not for you'
}

/** Codes of areas begin with those of what they lie in; a place that nobody knows is the whole city's only. */
function isHis({ areas, departments }: Asker, { area, department }: About): boolean {
  if (area !== undefined && areas !== 'all' && !areas.some(each => area.startsWith(each))) return false
  return department === undefined || departments === 'all' || departments.includes(department)
}
