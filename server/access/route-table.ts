import type { PermissionName } from '../../shared/access/permissions.ts'

/**
 * What a caller must be for a route or an event to be entered at all.
 *
 * `anyone`: it tells nothing that is not for everybody, or checks by itself what it is given (a password, a signature).
 * `self`: a person's own account, whatever is still to be done before the session is worth anything else.
 * `granted`: a permission; where `on` says so, the handler asks again with the area or department it is about, through
 * `Caller.require`, and the matrix test holds that it does.
 */
export type Entry =
  | { readonly type: 'anyone'; readonly because: string }
  | { readonly type: 'self' }
  | { readonly type: 'granted'; readonly to: PermissionName; readonly on?: 'area' | 'department' }

const anyone = (because: string): Entry => ({ type: 'anyone', because })
const self: Entry = { type: 'self' }
const granted = (to: PermissionName, on?: 'area' | 'department'): Entry =>
  on === undefined ? { type: 'granted', to } : { type: 'granted', to, on }

const BY_KEY = 'the key of the program that asks is checked'
const PAGE = 'the client, which holds nothing of the city'

/** Every route of HTTP. What is not here cannot be registered (it does not compile), and is answered with 404. */
export const ROUTES = {
  'GET /livez': anyone('says only that the process lives'),
  'GET /readyz': anyone('says only whether it is ready'),
  'GET /metrics': granted('figures.read'),
  'GET /': anyone('leads to the desk'),
  'GET /wall{/*rest}': anyone(PAGE),
  'GET /desk{/*rest}': anyone(PAGE),
  'GET /enter': anyone(PAGE),
  'GET /set-up': anyone(PAGE),
  'GET /investor': anyone(PAGE),
  'GET /preview': anyone(PAGE),
  'GET /account{/*rest}': anyone(PAGE),
  'GET /admin{/*rest}': anyone(PAGE),
  'GET /work{/*rest}': anyone(PAGE),
  'GET /console{/*rest}': anyone(PAGE),
  'POST /api/csp-report': anyone(
    'browsers say what a page was kept from; how much is heard is limited, and it is counted',
  ),
  'POST /api/ingest/:feed': anyone('each push is signed, and the signature is checked'),

  'GET /api/who': anyone('says who the caller is'),
  'POST /api/sign-in': anyone('the password is checked'),
  'GET /api/oidc': anyone('says how the provider of the house is called'),
  'GET /api/oidc/start': anyone('leads to the provider'),
  'GET /api/oidc/back': anyone('what the browser brought from the provider is checked'),
  'POST /api/sign-in/code': self,
  'POST /api/sign-out': self,
  'POST /api/activity': self,
  'POST /api/set-up': anyone('the one-time link is checked'),
  'POST /api/invitation': anyone('the one-time link is checked'),
  'POST /api/invitation/accept': anyone('the one-time link is checked'),

  'GET /api/account': self,
  'POST /api/account/password': self,
  'POST /api/account/second-factor': self,
  'POST /api/account/second-factor/confirm': self,
  'POST /api/account/second-factor/remove': self,
  'POST /api/account/sessions/end': self,

  'GET /api/people': granted('people.view'),
  'GET /api/people/options': granted('people.view'),
  'POST /api/people': granted('people.edit'),
  'POST /api/people/:id/invite': granted('people.edit'),
  'POST /api/people/:id/disable': granted('people.edit'),
  'PUT /api/people/:id/links': granted('people.edit'),
  'PUT /api/people/:id/authorisation': granted('people.authorise'),
  'POST /api/people/:id/unlock': granted('people.unlock'),
  'POST /api/people/:id/second-factor/reset': granted('people.unlock'),
  'GET /api/people/:id/sessions': granted('sessions.end'),
  'POST /api/people/:id/sessions/end': granted('sessions.end'),
  'GET /api/policy': granted('policy.view'),
  'PUT /api/policy': granted('policy.edit'),

  'GET /api/start': granted('city.view'),
  'GET /api/explain': granted('numbers.explain', 'area'),
  'GET /api/records': granted('records.view', 'area'),
  'GET /api/layers': granted('city.view'),
  'GET /api/layers/:metric.geojson': granted('city.view', 'area'),
  'POST /api/records/export': granted('records.export', 'area'),
  'GET /api/entities': granted('records.view'),
  'GET /api/entities/place/:id': granted('records.view', 'area'),
  'GET /api/entities/enterprise/:id': granted('records.view'),
  'GET /api/entities/project/:id': granted('records.view'),
  'GET /api/entities/case/:id': granted('records.view'),
  'GET /api/entities/problem/:id': granted('records.view'),
  'GET /api/history': granted('numbers.explain', 'area'),
  'GET /api/quarantine': granted('quarantine.view'),
  'GET /api/quarantine/groups': granted('quarantine.mend'),
  'GET /api/quarantine/entries/:id': granted('quarantine.mend'),
  'GET /api/quarantine/drifts/:feed': granted('quarantine.mend'),
  'POST /api/quarantine/drifts/:feed/agree': granted('quarantine.mend'),
  'POST /api/quarantine/trials': granted('quarantine.mend'),
  'POST /api/quarantine/replays': granted('quarantine.mend'),
  'POST /api/quarantine/discards': granted('quarantine.mend'),

  'GET /api/feeds': granted('feeds.see'),
  'GET /api/feeds/:id': granted('feeds.see'),
  'GET /api/scorecard': granted('scorecard.see'),
  'POST /api/scorecard/export': granted('scorecard.see'),

  'GET /api/reference/words': granted('documents.publish'),
  'GET /api/reference/areas': granted('documents.publish'),
  'GET /api/reference/organisation': granted('documents.publish'),

  'GET /api/documents': granted('documents.publish'),
  'GET /api/documents/ground': granted('documents.publish'),
  'GET /api/documents/:family/:id': granted('documents.publish'),
  'POST /api/documents/check': granted('documents.publish'),
  'POST /api/documents/sample': granted('documents.publish'),
  'GET /api/feeds/:id/beside': granted('documents.publish'),
  'POST /api/feeds/beside': granted('documents.publish'),
  'POST /api/feeds/beside/stop': granted('documents.publish'),
  'POST /api/documents/drafts': granted('documents.publish'),
  'POST /api/documents/drafts/discard': granted('documents.publish'),
  'POST /api/documents': granted('documents.publish'),

  'POST /api/screens/codes': anyone(
    'a wall that nobody knows yet asks for a code; how many may wait is limited',
  ),
  'GET /api/screens/requests/:request': anyone('only the wall itself knows the id of its request'),
  'POST /api/screens/word': anyone('a word to be signed, whether there is such a screen or not'),
  'POST /api/screens/enter': anyone('the signature is checked'),
  'GET /api/screens': granted('screens.view'),
  'GET /api/screens/codes/:code': granted('screens.pair'),
  'POST /api/screens': granted('screens.pair'),
  'PUT /api/screens/cover': granted('screens.cover'),
  'DELETE /api/screens/:id': granted('screens.revoke'),

  'GET /api/zones': granted('zones.view'),
  'POST /api/zones': granted('zones.edit'),
  'PUT /api/zones/:id': granted('zones.edit'),
  'DELETE /api/zones/:id': granted('zones.edit'),

  'GET /api/calendar': granted('calendar.edit'),
  'POST /api/calendar/preview': granted('calendar.edit'),
  'POST /api/calendar/notices': granted('calendar.edit'),
  'GET /api/calendar/notices/:id': granted('calendar.edit'),

  'GET /api/audit': granted('audit.view'),
  'GET /api/audit/standing': granted('audit.view'),
  'GET /api/audit/export': granted('audit.export'),
  'POST /api/audit/verification': granted('audit.verify'),

  'GET /api/secrets': granted('secrets.view'),
  'PUT /api/secrets/:name': granted('secrets.edit'),
  'DELETE /api/secrets/:name': granted('secrets.edit'),
  'POST /api/secrets/rotate': granted('secrets.edit'),

  'GET /api/alerts': granted('alert.view'),
  'GET /api/alerts/rules': granted('alert.view'),
  'GET /api/alerts/deliveries': granted('alert.deliver'),
  'POST /api/alerts/channels/:id/test': granted('alert.deliver'),
  'GET /api/alerts/:id': granted('alert.view', 'area'),
  'POST /api/alerts/:id/acknowledge': granted('alert.handle', 'area'),
  'POST /api/alerts/:id/shelve': granted('alert.handle', 'area'),
  'POST /api/alerts/:id/unshelve': granted('alert.handle', 'area'),
  'POST /api/alerts/:id/note': granted('alert.handle', 'area'),

  'GET /api/supervisions': granted('supervision.view'),
  'GET /api/supervisions/preview': granted('supervision.issue', 'area'),
  'GET /api/supervisions/item': granted('supervision.view', 'area'),
  'GET /api/supervisions/:id': granted('supervision.view', 'area'),
  'POST /api/supervisions': granted('supervision.issue', 'area'),
  'GET /api/supervisions/chief': granted('supervision.chief', 'department'),
  'POST /api/supervisions/chief': granted('supervision.chief', 'department'),
  'POST /api/supervisions/:id/chiefReturn': granted('supervision.chief', 'department'),
  'POST /api/supervisions/:id/chiefClose': granted('supervision.chief', 'department'),
  'POST /api/supervisions/:id/acknowledge': granted('supervision.answer', 'department'),
  'POST /api/supervisions/:id/plan': granted('supervision.answer', 'department'),
  'POST /api/supervisions/:id/executed': granted('supervision.answer', 'department'),
  'POST /api/supervisions/:id/return': granted('supervision.decide', 'area'),
  'POST /api/supervisions/:id/close': granted('supervision.decide', 'area'),
  'POST /api/supervisions/:id/account': granted('supervision.decide', 'area'),

  'GET /api/problems': granted('problem.view'),
  'GET /api/problems/options': granted('problem.view'),
  'GET /api/problems/:id': granted('problem.view', 'area'),
  'POST /api/problems': granted('problem.collect', 'area'),
  'POST /api/problems/:id/take': granted('problem.analyse', 'department'),
  'POST /api/problems/:id/reject': granted('problem.analyse', 'department'),
  'POST /api/problems/:id/merge': granted('problem.analyse', 'department'),
  'POST /api/problems/:id/assign': granted('problem.assign', 'department'),
  'POST /api/problems/:id/begin': granted('problem.answer', 'department'),
  'POST /api/problems/:id/answer': granted('problem.answer', 'department'),
  'POST /api/problems/:id/confirm': granted('problem.confirm', 'department'),
  'POST /api/problems/:id/return': granted('problem.confirm', 'department'),
  'POST /api/problems/:id/strike': granted('problem.strike', 'area'),

  'GET /api/tea-sessions': granted('tea.view'),
  'GET /api/tea-sessions/options': granted('tea.view'),
  'GET /api/tea-sessions/:id': granted('tea.view', 'area'),
  'POST /api/tea-sessions': granted('tea.plan', 'area'),
  'POST /api/tea-sessions/:id/hold': granted('tea.minute', 'department'),
  'POST /api/tea-sessions/:id/cancel': granted('tea.minute', 'department'),
  'POST /api/tea-sessions/:id/close': granted('tea.close', 'area'),

  'GET /api/visits': granted('visit.view'),
  'GET /api/visits/options': granted('visit.view'),
  'GET /api/visits/:id': granted('visit.view', 'area'),
  'POST /api/visits': granted('visit.receive', 'area'),
  'POST /api/visits/:id/answer': granted('visit.handle', 'area'),
  'POST /api/visits/:id/solve': granted('visit.handle', 'area'),
  'POST /api/visits/:id/escalate': granted('visit.handle', 'area'),
  'POST /api/visits/:id/term': granted('visit.term', 'area'),
  'POST /api/visits/:id/close': granted('visit.handle', 'area'),

  'GET /api/submissions': granted('submission.view'),
  'GET /api/submissions/:id': granted('submission.view', 'area'),
  'POST /api/submissions/:id/read-file': granted('submission.file', 'department'),
  'POST /api/submissions/:id/submit': granted('submission.file', 'department'),
  'POST /api/submissions/:id/withdraw': granted('submission.file', 'department'),
  'POST /api/submissions/:id/sendBack': granted('submission.approve', 'area'),
  'POST /api/submissions/:id/approve': granted('submission.approve', 'area'),
  'POST /api/submissions/:id/excuse': granted('submission.approve', 'area'),

  'GET /api/investor-links': granted('project.share', 'area'),
  'POST /api/investor-links': granted('project.share', 'area'),
  'DELETE /api/investor-links/:id': granted('project.share', 'area'),
  'POST /api/investor': anyone('whoever has the link: 256 bits that nobody guesses'),

  'GET /api/plans': granted('records.view'),
  'GET /api/plans/:id': granted('records.view', 'area'),
  'POST /api/plans/:id/omit': granted('plan.shape', 'area'),
  'POST /api/plans/:id/restore': granted('plan.shape', 'area'),
  'POST /api/plans/:id/tolerate': granted('plan.shape', 'area'),
  'POST /api/plans/:id/pause': granted('plan.work', 'department'),
  'POST /api/plans/:id/resume': granted('plan.work', 'department'),
  'POST /api/plans/:id/block': granted('plan.work', 'department'),
  'POST /api/plans/:id/clear': granted('plan.work', 'department'),
  'POST /api/plans/:id/appoint': granted('plan.shape', 'area'),
  'POST /api/plans/:id/release': granted('plan.shape', 'area'),

  'GET /api/disputes': granted('dispute.view'),
  'GET /api/disputes/options': granted('dispute.view'),
  'GET /api/disputes/:id': granted('dispute.view', 'area'),
  'POST /api/disputes': granted('dispute.register', 'area'),
  'POST /api/disputes/:id/accept': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/begin': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/extend': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/settle': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/fail': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/pass': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/guide': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/withdraw': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/confirm': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/keep': granted('dispute.handle', 'area'),
  'POST /api/disputes/:id/break': granted('dispute.handle', 'area'),

  'GET /api/commitments': granted('commitment.view'),
  'GET /api/commitments/:id': granted('commitment.view', 'area'),
  'POST /api/commitments/:id/check': granted('commitment.check', 'department'),
  'POST /api/commitments/:id/decide': granted('commitment.decide', 'area'),
  'POST /api/commitments/:id/repair': granted('commitment.check', 'department'),
  'POST /api/commitments/:id/restore': granted('commitment.decide', 'area'),
  'POST /api/commitments/:id/return': granted('commitment.decide', 'area'),

  'POST /api/photos': granted('snap.file'),
  'GET /api/snaps': granted('snap.view'),
  'GET /api/snaps/mine': granted('snap.file'),
  'GET /api/snaps/options': granted('snap.file'),
  'GET /api/snaps/mine/:id/photo': granted('snap.file'),
  'GET /api/snaps/:id': granted('snap.view', 'area'),
  'GET /api/snaps/:id/photo': granted('snap.view', 'area'),
  'POST /api/snaps': granted('snap.file', 'area'),
  'POST /api/snaps/:id/take': granted('snap.handle', 'area'),
  'POST /api/snaps/:id/settle': granted('snap.handle', 'area'),
  'POST /api/snaps/:id/pass': granted('snap.handle', 'area'),
  'POST /api/snaps/:id/dismiss': granted('snap.handle', 'area'),
  'POST /api/snaps/:id/answer': granted('snap.handle', 'area'),

  'GET /open311/v2/discovery.:format': anyone(BY_KEY),
  'GET /open311/v2/services.:format': anyone(BY_KEY),
  'GET /open311/v2/services/:id.:format': anyone(BY_KEY),
  'GET /open311/v2/requests.:format': anyone(BY_KEY),
  'GET /open311/v2/requests/:id.:format': anyone(BY_KEY),
  'POST /open311/v2/requests.:format': anyone(BY_KEY),
} satisfies { readonly [route: string]: Entry }

export type RouteName = keyof typeof ROUTES

/** Every event that a screen may send over its socket; all others are dropped. */
export const EVENTS = {
  watch: granted('city.view', 'area'),
  leave: anyone('it ends what the same socket began'),
  shown: anyone('a paired screen says what it shows; of anybody else it is not kept'),
} satisfies { readonly [event: string]: Entry }

export type EventName = keyof typeof EVENTS
