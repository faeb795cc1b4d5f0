import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES } from '../../server/access/route-table.ts'
import type { AuditPage } from '../../shared/audit/record.ts'
import { ASKERS, askersOf, NOBODY, VISITOR, type Asker } from './askers.ts'
import { openAsking, type Asking, type Reply } from './asking.ts'
import { PASSWORD } from '../trust/accounts.ts'
import { METRICS_TOKEN, openMatrixHouse, OVERDUE, type MatrixHouse } from './matrix-house.ts'
import { questionsOf, type Objects, type Question } from './questions.ts'
import { wrongTopics } from './topics.ts'
import { verdictOf, type Verdict } from './verdicts.ts'

let house: MatrixHouse
let asking: Asking
let askers: readonly Asker[]
let objects: Objects
/** Of all tests here: a matrix that came out smaller than it is would hold nothing. */
let asked = 0

const named = (name: string): Asker => askers.find(each => each.name === name) as Asker

beforeAll(async () => {
  house = await openMatrixHouse('off')
  asking = openAsking(house.address)
  const people = await askersOf(house)
  askers = people.askers
  objects = { bystander: people.bystander, supervisions: await pressAll() }
}, 60_000)
afterAll(async () => {
  asking.close()
  await house.stop()
})

/** One supervision of each item, by a leader of the whole city. */
async function pressAll(): Promise<Objects['supervisions']> {
  const supervisions: Objects['supervisions'][number][] = []
  for (const each of OVERDUE) {
    const { target, item } = each
    const issue = { action: randomUUID(), target, item, level: 'press', reason: '演示督办' }
    const { status, text } = await asking.ask(named('leader of whole'), 'POST', '/api/supervisions', issue)
    expect(status, text).toBe(200)
    const { supervision } = JSON.parse(text) as { supervision: { id: string } }
    supervisions.push({ ...each, id: supervision.id })
  }
  return supervisions
}

/** What came of it, in the words of a verdict; null: neither 401 nor 403 of the door. */
function outcomeOf({ status, text }: Reply): Exclude<Verdict, 'as everybody'> {
  if (status === 401) return 'sign in first'
  return status === 403 && text.includes('"denied"') ? 'not for you' : 'enters'
}

const said = ({ method, path }: Question, asker: Asker) => `${asker.name}: ${method} ${path}`

async function put(questions: readonly Question[], asker: Asker, by = asking): Promise<readonly Reply[]> {
  asked += questions.length
  return Promise.all(questions.map(({ method, path, body }) => by.ask(asker, method, path, body?.())))
}

/** What does not come out as the table of the test says. */
async function wrongs(questions: readonly Question[], asker: Asker, by = asking): Promise<readonly string[]> {
  const replies = await put(questions, asker, by)
  return questions.flatMap((question, i) => {
    const wanted = verdictOf(question.route, asker, question.about)
    const reply = replies[i] as Reply
    if (reply.status >= 500) return [`${said(question, asker)}: ${reply.status}`]
    const got = outcomeOf(reply)
    return wanted === 'as everybody' || got === wanted
      ? []
      : [`${said(question, asker)}: ${got}, not ${wanted}`]
  })
}

test('[RTE10] what the API answers is kept by nobody in between', async () => {
  const questions = questionsOf(objects).filter(({ path }) => path.startsWith('/api/'))
  const kept: string[] = []
  for (const asker of askers.filter(({ name }) =>
    ['nobody', 'auditor', 'operator of whole'].includes(name),
  )) {
    const replies = await put(questions, asker)
    // Pushes are answered to a system, and say nothing of the city.
    for (const [i, question] of questions.entries())
      if (question.route !== 'POST /api/ingest/:feed' && replies[i]?.cacheControl !== 'no-store')
        kept.push(`${said(question, asker)}: ${replies[i]?.status} ${replies[i]?.cacheControl}`)
  }
  expect(kept).toEqual([])
})

test('[RTE11] the auditor sees who was refused what', async () => {
  await asking.ask(named('viewer of whole'), 'GET', '/api/people')
  await asking.ask(named('nobody'), 'GET', '/api/people')
  const asked = new URLSearchParams({ action: 'access.denied', object: 'route/GET /api/people' })
  const { text } = await asking.ask(named('auditor'), 'GET', `/api/audit?${asked}`)
  const { rows } = JSON.parse(text) as AuditPage
  const names = rows.map(({ content }) => content?.actor.name)
  expect(names).toContain('viewer-whole')
  expect(new Set(names).size).toBe(names.length)
  expect(rows.every(({ content }) => content?.outcome === 'refused')).toBe(true)
})

const NOTHING_HERE = 'there is nothing here'
const isForEverybody = ({ route }: Question) => verdictOf(route, NOBODY, {}) === 'as everybody'

test('[RTE1] (T-RBAC-01) each route of the table is served', async () => {
  const questions = questionsOf(objects)
  const replies = await put(questions, named('nobody'))
  const missing = questions.filter((_, i) => replies[i]?.text.includes(NOTHING_HERE))
  expect(missing.map(({ route }) => route)).toEqual([])
  expect(new Set(questions.map(({ route }) => route)).size).toBe(Object.keys(ROUTES).length - 1)
})

test.each(ASKERS)(
  '[RTE1] (T-RBAC-01, T-RBAC-02) %s enters what the table of the test lets him into, and nothing else',
  async name => {
    expect(await wrongs(questionsOf(objects), named(name))).toEqual([])
  },
)

test('[RTE1] all of them were asked, and nothing failed', () => {
  expect(askers.map(({ name }) => name)).toEqual(ASKERS)
  // Its two screens are paired and never come: on a slow machine that is noticed.
  expect(house.faults.filter(fault => !fault.startsWith('screens-away'))).toEqual([])
})

test('[RTE1] what is for everybody answers everybody alike', async () => {
  const questions = questionsOf(objects).filter(isForEverybody)
  const plain = await put(questions, NOBODY)
  for (const asker of askers) {
    const replies = await put(questions, asker)
    // What is asked too often is refused to whoever asks next.
    const isAlike = (i: number) => [plain[i]?.status, 429].includes(replies[i]?.status)
    const different = questions.filter((_, i) => !isAlike(i))
    expect(different.map(question => said(question, asker))).toEqual([])
  }
})

/** Other ways to write a path: each leads to the same door, or nowhere. */
const SPELLINGS: readonly ((path: string) => string)[] = [
  path => path.toUpperCase(),
  path => `${path}/`,
  path => `/${path}`,
  path => path.replace('/api/', '/api/./'),
  path => path.replace('/api/', '/api/x/../'),
  path => path.replace('/api/p', '/api/%70'),
  path => path.replace('/api/', '/api%2f'),
  path => `${path}%00`,
  path => `${path};a=b`,
]

/** Who may nothing of what the city has or the house does. */
const OUTSIDERS = ['nobody', 'who signed out', 'before the second factor', 'viewer of nothing']

const outsiders = () => askers.filter(({ name }) => OUTSIDERS.includes(name))
const pathOf = ({ path }: Question) => path.replace(/\?.*/, '')

test('[RTE1] another spelling of a path opens nothing', async () => {
  const closed = questionsOf(objects).filter(question => !isForEverybody(question))
  const spelt = SPELLINGS.flatMap(spell => closed.map(each => ({ ...each, path: spell(pathOf(each)) })))
  const found: string[] = []
  for (const asker of outsiders()) {
    const replies = await put(spelt, asker)
    for (const [i, question] of spelt.entries()) {
      const { status } = replies[i] as Reply
      const isOpen = status < 400 && verdictOf(question.route, asker, question.about) !== 'enters'
      if (isOpen || status >= 500) found.push(`${said(question, asker)}: ${status}`)
    }
  }
  expect(found).toEqual([])
})

test('[RTE1] a method that no route has opens nothing', async () => {
  const paths = [...new Set(questionsOf(objects).map(pathOf))]
  const strange = ['PATCH', 'TRACE', 'PROPFIND'].flatMap(method =>
    paths.map(path => ({ route: 'GET /' as const, method, path, about: {} })),
  )
  for (const asker of outsiders()) {
    const replies = await put(strange, asker)
    const opened = strange.filter((_, i) => (replies[i] as Reply).status < 400)
    expect(opened.map(each => said(each, asker))).toEqual([])
  }
})

test('[RTE1] [RTE5] (T-RBAC-03) everybody hears of what is his over sockets', async () => {
  const found: string[] = []
  for (const asker of askers) found.push(...(await wrongTopics(house.address, asker, () => asked++)))
  expect(found).toEqual([])
})

test('[RTE1] (T-AUTH-03) who signs out is nobody', async () => {
  for (const asker of askers.filter(({ is }) => is.includes('person'))) {
    expect((await asking.ask(asker, 'POST', '/api/sign-out', {})).status, asker.name).toBe(204)
    const after = await Promise.all(
      ['/api/account', '/api/start', '/api/people'].map(path => asking.ask(asker, 'GET', path)),
    )
    expect(after.map(({ status }) => status)).toEqual([401, 401, 401])
    asked += 4
  }
})

test('[RTE1] [RTE4] beside the pretend city the visitor of this machine may look, and change nothing', async () => {
  const open = await openMatrixHouse('on')
  const other = openAsking(open.address)
  const questions = questionsOf({ ...objects, supervisions: [] })
  expect(await wrongs(questions, VISITOR, other)).toEqual([])
  other.close()
  await open.stop()
})

test('[LOG2] (T-SEC-02) after all of that no password, cookie or token stands in the log', () => {
  const secrets = askers
    .flatMap(({ headers }) => Object.values(headers))
    .flatMap(each => each.match(/[\w-]{20,}/g) ?? [])
  expect(secrets.length).toBeGreaterThan(20)
  expect(house.logs.length).toBeGreaterThan(0)
  const found = [PASSWORD, METRICS_TOKEN, house.setUpToken, ...secrets].filter(secret =>
    house.logs.some(line => line.includes(secret)),
  )
  expect(found).toEqual([])
})

test('[RTE1] all of this is more than ten thousand questions', () => {
  console.log(asked)
  expect(asked).toBeGreaterThan(10_000)
})
