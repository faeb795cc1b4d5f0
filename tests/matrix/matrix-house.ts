import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAlarms } from '../../server/alarms/alarms.ts'
import type { Log } from '../../server/log.ts'
import { openCityClock } from '../../server/city/city-clock.ts'
import { startCityServer } from '../../server/city/server.ts'
import { readConfig } from '../../server/config.ts'
import { connectors } from '../../server/connectors/registry.ts'
import { loadDocuments, type Documents } from '../../server/documents/load.ts'
import { remembered } from '../../server/documents/remembered.ts'
import { ownDraft } from '../../server/engine/engine.ts'
import { mappingOf } from '../../server/intake/mapping.ts'
import { ROOT } from '../../scripts/command.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { alert } from '../../shared/kinds/alert/kind.ts'
import { creditRecord } from '../../shared/kinds/credit-record/kind.ts'
import { dispute } from '../../shared/kinds/dispute/kind.ts'
import { gridReport } from '../../shared/kinds/grid-report/kind.ts'
import { problem } from '../../shared/kinds/problem/kind.ts'
import { collected, step as problemStep } from '../../shared/kinds/problem/problem.fixture.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { stationVisit } from '../../shared/kinds/station-visit/kind.ts'
import { submission } from '../../shared/kinds/submission/kind.ts'
import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import { ledgerEntry } from '../../shared/kinds/ledger-entry/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { RecordFact } from '../../shared/model/fact.ts'

/** Monday: the item `6-1` of both projects was due on the Friday before. */
const MONDAY = '2026-11-23T09:00:00+08:00'

export const METRICS_TOKEN = 'a-token-for-the-figures-of-the-system'
/** Two districts, a town of each, and two departments; one overdue item for each district and department. */
export const HOME = { district: '211004', town: '211004001' }
export const AWAY = { district: '211002', town: '211002016' }
export const OURS = '市住建局'
export const THEIRS = '市工信局'

export interface OverdueItem {
  readonly target: string
  readonly item: string
  readonly area: string
  readonly department: string
  /** The office of the chief butler whom its butler answers to; '' is none. */
  readonly chief: string
}
const PLACES = [HOME.town, AWAY.town]
export const OVERDUE: readonly OverdueItem[] = PLACES.flatMap((area, no) =>
  [OURS, THEIRS].map((department, of) => ({
    ...{ target: `gcproj/2611-${area.slice(0, 6)}-04-01-00000${no + 1}`, item: `6-${of + 1}` },
    ...{ area, department, chief: department === THEIRS ? OURS : '' },
  })),
)

const projectOf = (area: string, no: number): RecordFact => {
  const at = instant('2026-11-23 08:00')
  const late = ran('2026-11-09 09:00', null)
  const { conflict: _conflict, ...part } = partWith(
    {
      ...{ investCode: OVERDUE[no * 2]!.target.slice('gcproj/'.length), name: '演示项目', class: '原字号' },
      stages: STAGES,
      butlers: [
        { role: '总管家', department: OURS },
        { role: '分管家', scope: '产业', department: THEIRS },
      ],
      items: [OURS, THEIRS].map((department, of) => ({ ...item(`6-${of + 1}`, 6, late), department })),
    },
    { area, at, event: at },
  )
  return { ...part, type: 'record', kind: project.id, id: OVERDUE[no * 2]!.target, part: 'main' }
}

export interface KnownProblem {
  readonly id: string
  readonly area: string
  /** Keeps the ledger. */
  readonly office: string
  /** Has the problem. */
  readonly department: string
}
/** One in each district for each of two departments to answer, the other one keeping the ledger. */
export const PROBLEMS: readonly KnownProblem[] = PLACES.flatMap((area, no) =>
  [OURS, THEIRS].map((department, of) => ({
    ...{ id: `HW2026-${no}${of}`, area, department },
    office: department === OURS ? THEIRS : OURS,
  })),
)

function problemsAsFacts({ id, area, office, department }: KnownProblem): readonly RecordFact[] {
  const step = (place: number, type: string, more = {}) => problemStep(place, type, PROBLEM_AT + place, more)
  const parts = {
    main: collected({ number: id, office }, PROBLEM_AT),
    'step:2': step(2, 'taken'),
    'step:3': step(3, 'assigned', { group: 'permits', to: department }),
  }
  return Object.entries(parts).map(([part, { conflict: _conflict, ...fact }]) => ({
    ...{ ...fact, area, at: PROBLEM_AT, type: 'record', kind: problem.id, id: `enterprise/${id}`, part },
  }))
}
const PROBLEM_AT = instant('2026-11-23 08:00')

/** A report by photo in each town. */
export const SNAPS = PLACES.map((area, no) => ({ id: `SP20261122-${no + 1}`, area }))

function snapAsFact({ id, area }: (typeof SNAPS)[number]): RecordFact {
  const { conflict: _conflict, ...part } = partWith(
    { reportNo: id, action: 'made', history: [{ status: 'submitted', at: PROBLEM_AT }] },
    { area, at: PROBLEM_AT, event: PROBLEM_AT },
  )
  return { ...part, type: 'record', kind: gridReport.id, id: `snap/${id}`, part: 'main:event' }
}

/** A tea session in each district that had its day, the office keeping its ledger. */
export const TABLES = PLACES.flatMap((area, no) =>
  [OURS, THEIRS].map((office, of) => ({ id: `XC20261120-${no}${of}`, area, office })),
)

function tableAsFact({ id, area, office }: (typeof TABLES)[number]): RecordFact {
  const startsAt = instant('2026-11-20 14:00')
  const { conflict: _conflict, ...part } = partWith(
    { number: id, theme: '演示', startsAt, enterprises: [], departments: [], office, action: 'made' },
    { area, at: startsAt, event: startsAt },
  )
  return { ...part, type: 'record', kind: teaSession.id, id: `enterprise/${id}`, part: 'main' }
}

/** A visit to a station in each town. */
export const VISITS = PLACES.map((area, no) => ({ id: `FT20261122-${no + 1}`, area }))

function visitAsFact({ id, area }: (typeof VISITS)[number]): RecordFact {
  const { conflict: _conflict, ...part } = partWith(
    {
      ...{ number: id, title: '演示', subject: 'question', channel: 'phone' },
      ...{ role: 'officer', action: 'made' },
    },
    { area, at: PROBLEM_AT, event: PROBLEM_AT },
  )
  return { ...part, type: 'record', kind: stationVisit.id, id: `station/${id}`, part: 'main' }
}

/** What each department is to fill in, in each town. */
export const SUBMISSIONS = PLACES.flatMap((area, no) =>
  [OURS, THEIRS].map((office, of) => ({ id: `demo-${of}.2026-0${no + 1}`, area, office })),
)

function submissionAsFact({ id, area, office }: (typeof SUBMISSIONS)[number]): RecordFact {
  const { conflict: _conflict, ...part } = partWith(
    { form: 'demo', title: '演示', office, period: id.slice(-7), withinDays: 10 },
    { area, at: PROBLEM_AT, event: PROBLEM_AT },
  )
  return { ...part, type: 'record', kind: submission.id, id: `submissions/${id}`, part: 'main' }
}

/** A dispute that a village of each place has. */
export const DISPUTES = PLACES.map((area, no) => ({ id: `TJ20261122-${no + 1}`, area }))

function disputeAsFact({ id, area }: (typeof DISPUTES)[number]): RecordFact {
  const { conflict: _conflict, ...part } = partWith(
    { ...{ number: id, title: '演示', type: 'neighbour', role: 'officer', action: 'made' } },
    { area, at: PROBLEM_AT, event: PROBLEM_AT },
  )
  return { ...part, type: 'record', kind: dispute.id, id: `mediation/${id}`, part: 'main' }
}

/** A commitment in each town that each department granted on; somebody has looked at none of them. */
export const COMMITMENTS = PLACES.flatMap((area, no) =>
  [OURS, THEIRS].map((department, of) => ({ id: `XY2026-${no}${of}`, area, department })),
)

function commitmentAsFact({ id, area, department }: (typeof COMMITMENTS)[number]): RecordFact {
  const { conflict: _conflict, ...part } = partWith(
    { number: id, code: '91350100M000100Y43', type: 'commitment', item: '演示', department },
    { area, at: PROBLEM_AT, event: PROBLEM_AT },
  )
  return { ...part, type: 'record', kind: creditRecord.id, id: `registry/${id}`, part: 'main' }
}

/** An entry of a ledger that somebody keeps, in each town, for each department; nobody has taken it up. */
export const LEDGER_ENTRIES = PLACES.flatMap((area, no) =>
  [OURS, THEIRS].map((department, of) => ({ id: `ZT2026-${no}${of}`, area, department })),
)

function ledgerEntryAsFact({ id, area, department }: (typeof LEDGER_ENTRIES)[number]): RecordFact {
  const { conflict: _conflict, ...part } = partWith(
    {
      ...{ ledger: '政企直通车', theme: 'enterprise', number: id, title: '演示', state: 'going' },
      department,
    },
    { area, at: PROBLEM_AT, event: PROBLEM_AT },
  )
  return { ...part, type: 'record', kind: ledgerEntry.id, id: `ledgers/${id}`, part: 'main' }
}

/** An alert in each place, of a rule that is no more. */
export const ALERTS = PLACES.map((area, no) => ({ id: `demo-${no + 1}`, area }))

function alertAsFact({ id, area }: (typeof ALERTS)[number]): RecordFact {
  const { conflict: _conflict, ...part } = partWith(
    { number: id, rule: 'demo', title: '演示', severity: 3, count: 1 },
    { area, at: PROBLEM_AT, event: PROBLEM_AT },
  )
  return { ...part, type: 'record', kind: alert.id, id: `alerts/${id}`, part: 'main' }
}

/** The whole server in this process, as it listens: its house, its routes and its sockets, over two projects, some problems, tea sessions, reports, visits, disputes, commitments and entries of ledgers, and the forms of people. */
export async function openMatrixHouse(mockCity: 'on' | 'off') {
  const home = mkdtempSync(join(tmpdir(), 'liaowang-matrix-'))
  const [dataDir, clientDir] = [join(home, 'data'), join(home, 'client')]
  mkdirSync(clientDir)
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>演示</title>')
  const config = readConfig({
    ...{ DATA_DIR: dataDir, PORT: '0', MOCK_CITY: mockCity, METRICS_TOKEN, CITY_CLOCK: `${MONDAY}@1` },
  })
  const all = loadDocuments(join(ROOT, 'documents'), kinds, fault => {
    throw new Error(JSON.stringify(fault))
  })
  const feeds = all.feeds.filter(({ connector }) => connector === 'form')
  const inForce = remembered(known => ({ ...all.inForce(known), feeds }))
  const documents: Documents = { ...all, feeds, inForce }
  const faults: string[] = []
  const logs: string[] = []
  const log: Log = (level, about, message, more = {}) => {
    logs.push(JSON.stringify({ level, about, message, ...more }))
    if (level === 'error') faults.push(`${about}: ${message}`)
  }
  const clock = openCityClock(config.clock, home, Date.now)
  const server = await startCityServer({
    ...{ log, alarms: createAlarms({ log, now: Date.now }) },
    ...{ config, documents, kinds, clientDir, figures: () => [] },
    clock,
    intake: {
      ...{
        connectors,
        mapping: mappingOf(documents, kinds),
        mask,
        secret: () => undefined,
        note: () => undefined,
      },
      announced: new Set<string>(),
      fileOf: path => join(dataDir, 'upstreams', path),
    },
    directories: () => ({ oidc: null, ldap: null }),
    onFatal: (what, error) => faults.push(`${what}: ${String(error)}`),
  })
  const { engine } = server
  const facts = [
    ...PLACES.map(projectOf),
    ...PROBLEMS.flatMap(problemsAsFacts),
    ...SNAPS.map(snapAsFact),
    ...TABLES.map(tableAsFact),
    ...VISITS.map(visitAsFact),
    ...SUBMISSIONS.map(submissionAsFact),
    ...DISPUTES.map(disputeAsFact),
    ...COMMITMENTS.map(commitmentAsFact),
    ...LEDGER_ENTRIES.map(ledgerEntryAsFact),
    ...ALERTS.map(alertAsFact),
  ]
  await engine.submit({ ...ownDraft(Date.parse(MONDAY), facts), feed: 'gcproj' })
  await engine.tick()
  engine.flush()
  return {
    address: server.address,
    setUpToken: server.setUpToken() ?? '',
    ...{ faults, logs, now: clock.now },
    towns: documents.areas.towns.map(({ id }) => id),
    /** Facts come in, and screens hear of what follows from them. */
    async tell(facts: readonly RecordFact[]) {
      await engine.submit({ ...ownDraft(clock.now(), facts), feed: 'gcproj' })
    },
    async stop() {
      await server.stop()
      rmSync(home, { recursive: true })
    },
  }
}
export type MatrixHouse = Awaited<ReturnType<typeof openMatrixHouse>>
