import { randomUUID } from 'node:crypto'
import { ROUTES, type RouteName } from '../../server/access/route-table.ts'
import { ALERT_QUESTIONS } from './alert-questions.ts'
import { COMMITMENT_QUESTIONS } from './commitment-questions.ts'
import { DISPUTE_QUESTIONS } from './dispute-questions.ts'
import { LEDGER_QUESTIONS } from './ledger-questions.ts'
import {
  AWAY,
  HOME,
  OURS,
  OVERDUE,
  PROBLEMS,
  SNAPS,
  SUBMISSIONS,
  VISITS,
  type OverdueItem,
} from './matrix-house.ts'
import { TABLE_QUESTIONS } from './table-questions.ts'
import type { About } from './verdicts.ts'

/** One thing that can be asked of a route. */
export interface Question {
  readonly route: RouteName
  readonly method: string
  readonly path: string
  readonly body?: () => unknown
  readonly about: About
}

/** What there is to ask about. */
export interface Objects {
  /** A person who may be disabled, unlocked and signed out without anybody missing it. */
  readonly bystander: string
  readonly supervisions: readonly (OverdueItem & { readonly id: string })[]
}

/** Every level, a town in no scope, what could not be located, and what is no area. */
const AREAS = ['211000', HOME.district, HOME.town, AWAY.district, AWAY.town, '211099', '', 'x']

/** Whole bodies, where an empty one would be sent away before it is asked whose the object is; they have seen a step that is not there yet. */
const STEP = {
  text: '演示',
  seen: 900,
  promisedAt: Date.parse('2026-12-20T09:00:00+08:00'),
}
const stepBody = (step: string) => () => ({
  ...{ action: randomUUID(), seen: STEP.seen },
  ...(step === 'acknowledge' ? {} : { text: STEP.text }),
  ...(step === 'plan' ? { promisedAt: STEP.promisedAt } : {}),
  ...(step === 'account' ? { decision: 'hold' } : {}),
})

/** Those that the matrix presses for were pressed for by a leader: no office of a chief butler has them. */
function aboutStep(step: string, area: string, department: string): About {
  if (step.startsWith('chief')) return { department: '' }
  return ['acknowledge', 'plan', 'executed'].includes(step) ? { department } : { area }
}

/** Of a step of a problem: whole, as above. */
const MORE: { readonly [step: string]: object } = {
  ...{ take: {}, begin: {}, answer: { text: STEP.text }, return: { text: STEP.text } },
  ...{ strike: { text: STEP.text }, reject: { reason: 'own', text: STEP.text } },
  merge: { mergedInto: 'HW2026-00', text: STEP.text },
  assign: { group: 'funds', to: OURS, promisedAt: STEP.promisedAt },
  confirm: { satisfaction: 'satisfied', text: STEP.text },
}
const SNAP_MORE: { readonly [step: string]: object } = {
  ...{ take: {}, settle: { text: STEP.text }, dismiss: { text: STEP.text }, answer: { text: STEP.text } },
  pass: { upgradedTo: 'citymgmt', text: STEP.text },
}
const VISIT_MORE: { readonly [step: string]: object } = {
  ...{ answer: { text: STEP.text }, solve: {}, escalate: { text: STEP.text }, close: { text: STEP.text } },
  term: { dueAt: STEP.promisedAt, text: STEP.text },
}
const SUBMISSION_MORE: { readonly [step: string]: object } = {
  ...{ submit: { rows: [] }, withdraw: {}, approve: {}, 'read-file': {} },
  ...{ sendBack: { text: STEP.text }, excuse: { text: STEP.text } },
}
const PLAN_MORE: { readonly [change: string]: object } = {
  ...{ omit: {}, restore: {}, tolerate: {}, resume: {}, pause: { procedure: 'review' } },
  ...{ block: { name: '演示' }, clear: { name: '演示' }, release: { scope: '演示' } },
  appoint: { name: '演示', scope: '演示', office: '演示' },
}
const OF_BUTLERS = ['appoint', 'release']
const OF_ITEMS_OWNER = ['pause', 'resume', 'block', 'clear']
const OF_DEPARTMENT = ['begin', 'answer']

/** Of a project, without its source. */
const numberIn = (target: string) => target.slice(target.indexOf('/') + 1)

type Variant = Omit<Question, 'route' | 'method'>
const plain = (path: string): Variant => ({ path, about: {} })
const query = (path: string, asked: { readonly [name: string]: string }) =>
  `${path}?${new URLSearchParams(asked)}`

/** Of routes that are asked about a part of the city. */
const PARTS: { readonly [route in RouteName]?: (objects: Objects) => readonly Variant[] } = {
  'POST /api/ingest/:feed': () => [plain('/api/ingest/hotline')],
  'GET /api/explain': () => cells('/api/explain'),
  'GET /api/replay': () =>
    AREAS.filter(area => /^\d+$/.test(area)).map(area => ({
      path: query('/api/replay', { topic: `overview/${area}@internal`, at: '0' }),
      about: { area },
    })),
  'GET /api/records': () => cells('/api/records'),
  'GET /api/layers/:metric.geojson': () =>
    AREAS.filter(area => area !== '').map(area => ({
      path: query('/api/layers/hotline.received.today.geojson', { place: area }),
      about: { area },
    })),
  'POST /api/records/export': () =>
    cells('').map(({ path, about }) => ({
      path: '/api/records/export',
      about,
      body: () => ({ cell: new URLSearchParams(path).get('cell'), reason: '演示导出' }),
    })),
  'GET /api/history': () =>
    AREAS.filter(area => area !== '').map(area => ({
      path: query('/api/history', { kind: 'heating-station', measure: 'supply', area, step: 'hour' }),
      about: { area },
    })),
  'GET /api/entities/place/:id': () =>
    AREAS.filter(area => area !== '').map(area => ({ path: `/api/entities/place/${area}`, about: { area } })),
  'GET /api/supervisions/preview': () =>
    OVERDUE.map(({ target, item, area }) => ({
      path: query('/api/supervisions/preview', { target, item }),
      about: { area },
    })),
  'GET /api/supervisions/item': () =>
    OVERDUE.map(({ target, item, area }) => ({
      path: query('/api/supervisions/item', { target, item }),
      about: { area },
    })),
  'GET /api/supervisions/chief': () =>
    OVERDUE.map(({ target, item, area, chief }) => ({
      path: query('/api/supervisions/chief', { target, item }),
      about: { area, department: chief },
    })),
  'POST /api/supervisions/chief': () =>
    OVERDUE.map(({ target, item, area, chief }) => ({
      path: '/api/supervisions/chief',
      about: { area, department: chief },
      body: () => ({ action: randomUUID(), target, item, level: 'press', reason: '演示' }),
    })),
  'POST /api/supervisions': () =>
    OVERDUE.map(({ target, item, area }) => ({
      path: '/api/supervisions',
      about: { area },
      body: () => ({ action: randomUUID(), target, item, level: 'press', reason: '演示' }),
    })),
  'GET /api/supervisions/:id': ({ supervisions }) =>
    supervisions.map(({ id, area }) => ({ path: `/api/supervisions/${id}`, about: { area } })),
  ...Object.fromEntries(
    (
      ['acknowledge', 'plan', 'executed', 'return', 'close', 'chiefReturn', 'chiefClose', 'account'] as const
    ).map(step => [
      `POST /api/supervisions/:id/${step}`,
      ({ supervisions }: Objects) =>
        supervisions.map(({ id, area, department }) => ({
          path: `/api/supervisions/${id}/${step}`,
          about: aboutStep(step, area, department),
          body: stepBody(step),
        })),
    ]),
  ),
  'GET /api/problems/:id': () =>
    PROBLEMS.map(({ id, area }) => ({ path: `/api/problems/${id}`, about: { area } })),
  'POST /api/problems': () =>
    [HOME.district, HOME.town, AWAY.town].map(area => ({
      ...{ path: '/api/problems', about: { area } },
      body: () => ({ action: randomUUID(), area, title: '演示', enterprise: '演示企业', source: 'cadre' }),
    })),
  ...Object.fromEntries(
    Object.entries(MORE).map(([step, more]) => [
      `POST /api/problems/:id/${step}`,
      () =>
        PROBLEMS.map(({ id, area, office, department }) => ({
          path: `/api/problems/${id}/${step}`,
          about:
            step === 'strike' ? { area } : { department: OF_DEPARTMENT.includes(step) ? department : office },
          body: () => ({ action: randomUUID(), seen: STEP.seen, ...more }),
        })),
    ]),
  ),
  'GET /api/visits/:id': () => VISITS.map(({ id, area }) => ({ path: `/api/visits/${id}`, about: { area } })),
  'POST /api/visits': () =>
    [HOME.district, HOME.town, AWAY.town].map(area => ({
      ...{ path: '/api/visits', about: { area } },
      body: () => ({ action: randomUUID(), area, title: '演示', subject: 'question', channel: 'phone' }),
    })),
  ...Object.fromEntries(
    Object.entries(VISIT_MORE).map(([step, more]) => [
      `POST /api/visits/:id/${step}`,
      () =>
        VISITS.map(({ id, area }) => ({
          path: `/api/visits/${id}/${step}`,
          about: { area },
          body: () => ({ action: randomUUID(), seen: STEP.seen, ...more }),
        })),
    ]),
  ),
  'GET /api/submissions/:id': () =>
    SUBMISSIONS.map(({ id, area }) => ({ path: `/api/submissions/${id}`, about: { area } })),
  ...Object.fromEntries(
    Object.entries(SUBMISSION_MORE).map(([step, more]) => [
      `POST /api/submissions/:id/${step}`,
      () =>
        SUBMISSIONS.map(({ id, area, office }) => ({
          path: `/api/submissions/${id}/${step}`,
          about: ['submit', 'withdraw', 'read-file'].includes(step) ? { department: office } : { area },
          body: () => ({ action: randomUUID(), seen: STEP.seen, ...more }),
        })),
    ]),
  ),
  'GET /api/plans/:id': () =>
    OVERDUE.map(({ target, area }) => ({ path: `/api/plans/${numberIn(target)}`, about: { area } })),
  ...Object.fromEntries(
    Object.entries(PLAN_MORE).map(([change, more]) => [
      `POST /api/plans/:id/${change}`,
      () =>
        OVERDUE.map(({ target, item, area, department }) => ({
          path: `/api/plans/${numberIn(target)}/${change}`,
          about: OF_ITEMS_OWNER.includes(change) ? { area, department } : { area },
          body: () => ({
            ...{ action: randomUUID(), seen: STEP.seen, text: STEP.text },
            ...(OF_BUTLERS.includes(change) ? {} : { item }),
            ...more,
          }),
        })),
    ]),
  ),
  ...ALERT_QUESTIONS,
  ...COMMITMENT_QUESTIONS,
  ...DISPUTE_QUESTIONS,
  ...LEDGER_QUESTIONS,
  ...TABLE_QUESTIONS,
  'GET /api/snaps/:id': () => SNAPS.map(({ id, area }) => ({ path: `/api/snaps/${id}`, about: { area } })),
  'GET /api/snaps/:id/photo': () =>
    SNAPS.map(({ id, area }) => ({ path: `/api/snaps/${id}/photo?of=x`, about: { area } })),
  'POST /api/snaps': () =>
    [HOME.district, HOME.town, AWAY.town].map(area => ({
      ...{ path: '/api/snaps', about: { area } },
      body: () => ({ action: randomUUID(), area, category: '环境卫生', text: STEP.text }),
    })),
  ...Object.fromEntries(
    Object.entries(SNAP_MORE).map(([step, more]) => [
      `POST /api/snaps/:id/${step}`,
      () =>
        SNAPS.map(({ id, area }) => ({
          path: `/api/snaps/${id}/${step}`,
          about: { area },
          body: () => ({ action: randomUUID(), seen: STEP.seen, ...more }),
        })),
    ]),
  ),
}

const cells = (path: string): Variant[] =>
  ['hotline.received.today', 'item.overdue', 'no.such.number'].flatMap(metric =>
    AREAS.map(area => ({
      path: query(path, { cell: `${metric}|${area}||` }),
      about: { area },
    })),
  )

/** What a path may be called by; those of bystanders are there, the others are not. */
const idsOf = (bystander: string) => [bystander, '0', '999999', '%2e%2e', 'x'.repeat(60), '1%20or%201=1']

/** It ends what it is asked by, or would end what others are asked by: the last question of each is about it. */
const LAST: readonly RouteName[] = ['POST /api/sign-out']

export function questionsOf(objects: Objects): readonly Question[] {
  return (Object.keys(ROUTES) as RouteName[])
    .filter(route => !LAST.includes(route))
    .flatMap(route => {
      const [method = '', pattern = ''] = route.split(' ')
      const variants = PARTS[route]?.(objects) ?? pathsOf(pattern, objects).map(plain)
      return variants.map(variant => ({ route, method, body: () => ({}), ...variant }))
    })
}

function pathsOf(pattern: string, { bystander }: Objects): readonly string[] {
  const path = pattern.replace('{/*rest}', '')
  const parameter = /:[a-z]+/.exec(path)?.[0]
  if (parameter === undefined) return [path, `${path}?q=1`, `${path}?role=secadmin&admin=1`]
  return idsOf(bystander).map(id => path.replace(parameter, id))
}
