import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { ownDraft } from '../engine/engine.ts'
import { INVESTOR_TABLES, InvestorLinks } from './link-store.ts'
import { serveInvestors } from './routes.ts'

const [OURS, OTHER] = ['gcproj/2611-211004-04-01-000011', 'gcproj/2611-211004-04-01-000012']

function factOf(id: string): RecordFact {
  const at = instant('2026-11-23 08:00')
  const { conflict: _conflict, ...part } = partWith(
    {
      ...{ investCode: id.slice('gcproj/'.length), name: '演示新材料二期', class: '原字号', stages: STAGES },
      items: [
        { ...item('6-1', 6, ran('2026-11-09 09:00', null)), department: '市住建局', name: '质量监督手续' },
      ],
    },
    { area: '211004001', at, event: at },
  )
  return { ...part, type: 'record', kind: project.id, id, part: 'main' }
}

let city: DeedCity
let db: DatabaseSync
let worldNow: number
let leader: Asking
let investor: Asking
beforeEach(async () => {
  db = new DatabaseSync(':memory:')
  for (const step of INVESTOR_TABLES.steps) db.exec(step)
  worldNow = 1_800_000_000_000
  city = await openDeedCity({
    ...{ kinds: [project], facts: [factOf(OURS), factOf(OTHER)] },
    serve: (routes, parts) =>
      serveInvestors(routes, {
        ...{ ...parts, city: parts.engine.city, thing: id => parts.engine.thing(id) },
        ...{ links: new InvestorLinks(db), worldNow: () => worldNow },
      }),
  })
  leader = city.as(['leader'], { areas: ['211004'] })
  investor = city.as(['viewer'], { areas: [] })
})
afterEach(async () => {
  await city.close()
  db.close()
})

const make = async (who = leader, more = {}) =>
  who.post('/api/investor-links', { project: OURS, days: 30, ...more })
const open = (token: string) => investor.post('/api/investor', { token })

test('[INVR1] [INVR2] a link is shown once and opens its own project as it stands; the audit knows who gave it', async () => {
  const { status, body } = await make()
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  const kept = JSON.stringify(
    db.prepare('SELECT id, project, hex(digest) AS digest FROM investor_links').all(),
  )
  expect(kept).not.toContain(body.token)
  const opened = await open(body.token)
  expect(opened.body).toMatchObject({
    project: { title: '演示新材料二期', overdue: true },
    items: [{ key: '6-1', title: '质量监督手续', department: '市住建局', light: 'red' }],
  })
  expect(opened.body.stages).toHaveLength(STAGES.length)
  expect(city.audit).toMatchObject([
    { action: 'investor.link', outcome: 'done', details: { project: OURS, days: 30 } },
  ])
  const listed = await leader.get(`/api/investor-links?project=${encodeURIComponent(OURS)}`)
  expect(listed.body.links).toMatchObject([{ id: body.link.id, usedAt: worldNow, revokedAt: null }])
})

test('[INVR3] (LYX-02) nothing of supervision, of marks or of the house goes with it', async () => {
  const { body } = await open((await make()).body.token)
  const told = Object.keys({ ...body.project, ...body.stages[0], ...body.items[0] })
  expect(told).toEqual(expect.arrayContaining(['dueAt', 'department', 'phone', 'prerequisites']))
  expect(
    told.filter(name => /supervis|signed|replied|urgency|marks|risk|step|tier|owner/.test(name)),
  ).toEqual(['owner'])
  expect(JSON.stringify(body)).not.toContain('000012')
})

test('[INVR3] (LYX-09) how old it is follows from what its own system said, and not from what was changed here', async () => {
  const said = city.engine.city.feeds.get('gcproj')?.okAt
  await city.engine.submit({ ...ownDraft(MONDAY + HOUR, []), feed: 'project-changes' })
  expect(city.engine.city.feeds.get('project-changes')?.okAt).toBe(MONDAY + HOUR)
  expect((await open((await make()).body.token)).body.asOf).toBe(said)
})

test('[INVR2] wrong, run out, revoked: it opens nothing, and is answered alike', async () => {
  const answers = [await open('x'.repeat(43))]
  const { body } = await make(leader, { days: 1 })
  worldNow += DAY + 1
  answers.push(await open(body.token))
  const second = (await make()).body
  expect((await open(second.token)).status).toBe(200)
  expect((await leader.post('/api/investor', { token: '' })).body.code).toBe('malformed')
  new InvestorLinks(db).revoke(second.link.id, worldNow)
  answers.push(await open(second.token))
  expect(answers.map(answer => [answer.status, answer.body.code, answer.body.error])).toEqual(
    answers.map(() => [404, 'noLink', 'this link opens nothing; ask whoever gave it to you']),
  )
})

test('[INVR1] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
  city.breakAudit()
  expect((await make()).body.code).toBe('auditDown')
  city.mendAudit()
  const { body } = await leader.get(`/api/investor-links?project=${encodeURIComponent(OURS)}`)
  expect(body.links.every(({ revokedAt }: { revokedAt: number | null }) => revokedAt !== null)).toBe(true)
})

test('[INVR4] (T-RBAC-01) nobody gives a link of a project that is not in his area, or to what is no project', async () => {
  const elsewhere = city.as(['leader'], { areas: ['211002'] })
  const denied = [
    await make(elsewhere),
    await make(city.as(['viewer'])),
    await elsewhere.get(`/api/investor-links?project=${encodeURIComponent(OURS)}`),
  ]
  expect(denied.map(({ status }) => status)).toEqual([403, 403, 403])
  expect((await make(leader, { project: 'gcproj/none' })).body.code).toBe('noProject')
  expect((await make(leader, { days: 9_999 })).body.code).toBe('malformed')
})

test('[INVR5] from one address so many in a minute', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 62; i++) statuses.push((await open('x'.repeat(43))).status)
  expect(statuses.slice(-3)).toEqual([404, 429, 429])
  worldNow += 61_000
  expect((await open('x'.repeat(43))).status).toBe(404)
})
