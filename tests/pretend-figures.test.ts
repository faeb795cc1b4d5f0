import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createGcprojModel, itemId } from '../mock-data/gcproj/model.ts'
import { projectJson } from '../mock-data/gcproj/wire.ts'
import { batchOf as batchTime, exchangeColumns } from '../mock-data/govsvc/batches.ts'
import { createGovsvcModel, type CaseState } from '../mock-data/govsvc/model.ts'
import { changesOf, itemRow, localTime } from '../mock-data/govsvc/rows.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-23T10:24:00+08:00'
const NOW = Date.parse(AT)
const OURS = ['service-item', 'service-case', 'hall-queue', 'project']

const pretend = cityForTests({ at: AT })
afterAll(() => pretend.remove())
const { take, cell, shown, cells, rowsOf } = createIntake(NOW, OURS)

describe('the catalogue', () => {
  const { catalogue } = createGovsvcModel(pretend)
  beforeAll(() => {
    const columns = (guid: string) => exchangeColumns(guid, 'I', batchTime(NOW))
    take(
      'govsvc-items',
      catalogue.map(item => ({ ...columns(`T${item.taskCode}`), ...itemRow(item, '') })),
    )
  })

  test('[RFG1] (STAT-01, STAT-02, STAT-03, STAT-04, STAT-05, STAT-06, STAT-08) the published rates come out exactly', () => {
    expect(shown('service.items')).toBe(6961)
    expect([cell('service.items.online'), cell('service.items.in-hall')]).toEqual([
      { n: 6961, d: 6961 },
      { n: 6961, d: 6961 },
    ])
    expect(cell('service.items.one-visit')).toEqual({ n: 6613, d: 6961 })
    expect(cell('service.items.no-visit')).toEqual({ n: 5346, d: 6961 })
    expect(shown('service.items.one-visit')?.toFixed(1)).toBe('95.0')
    expect(shown('service.items.no-visit')?.toFixed(1)).toBe('76.8')
    expect(shown('service.items.steps')?.toFixed(2)).toBe('2.52')
    expect(shown('service.items.compression')).toBeGreaterThan(80)
  })
})

describe('the projects', () => {
  const truth = createGcprojModel(pretend).truth(NOW)
  beforeAll(() => {
    take(
      'gcproj',
      truth.map(state => projectJson(state, { at: NOW, anomalies: pretend.anomalies })),
    )
  })

  test('[RFG2] (IOC-23, STAT-20) 66 projects and 1190亿, by class and by phase', () => {
    expect([shown('project.count'), shown('project.investment')]).toEqual([66, 1190])
    const by = (metric: string, names: readonly string[]) =>
      names.map(name => [shown(metric, name), shown(`${metric}.investment`, name)])
    expect(by('project.class', ['老字号', '原字号', '新字号'])).toEqual([
      [11, 85],
      [45, 1089],
      [10, 16],
    ])
    expect(by('project.phase', ['新建', '续建', '储备'])).toEqual([
      [15, 30],
      [22, 96],
      [29, 1064],
    ])
    expect(shown('project.limit')).toBe(55)
  })

  test('[RFG2] (HW-19) projects of 原字号 are told district by district, and add up to 45', () => {
    const renewed = truth.filter(({ project }) => project.projectClass === '原字号')
    for (const { code } of pretend.places.districts) {
      const here = renewed.filter(({ project }) => project.district.code === code)
      expect(cell('project.renewed', [], code) ?? 0, code).toBe(here.length)
    }
    expect([shown('project.renewed'), renewed.length]).toEqual([45, 45])
  })

  test('[RFG2] (LYX-07) from 1000 万元 on a project has a butler, from 5000 a team of them', () => {
    const tierOf = (money: number) => (money >= 5000 ? 'team' : money >= 1000 ? 'butler' : 'none')
    for (const tier of ['team', 'butler', 'none']) {
      const there = truth.filter(({ project }) => tierOf(project.investment) === tier)
      expect(shown('project.tier', tier) ?? 0, tier).toBe(there.length)
    }
    expect(shown('project.tier', 'team')).toBeGreaterThan(10)
    expect(shown('project.tier', 'butler')).toBeGreaterThan(10)
  })

  test('[RFG3] every item stands as its upstream knows it, due to the millisecond', () => {
    const rows = rowsOf('gcproj/')
    let compared = 0
    for (const { project, items } of truth) {
      const derived = rows.get(project.code)!.rows!['items']!
      for (const { life, status, dueAt, doneAt, provisional, overdue } of items) {
        const row = derived.find(each => each['key'] === itemId(project.code, life.template.no))!
        expect([row['state'], row['doneAt'], row['overdue']], `${project.code} ${life.template.no}`).toEqual([
          ...[status, doneAt, overdue],
        ])
        if (status !== 'not_started' && status !== 'not_applicable') {
          expect([row['dueAt'], row['provisional']], `${project.code} ${life.template.no}`).toEqual([
            dueAt,
            provisional,
          ])
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(1000)
    const overdue = truth.flatMap(({ items }) => items).filter(item => item.overdue).length
    expect(shown('project.items.overdue') ?? 0).toBe(overdue)
  })

  test('[RFG3] (LYX-09) the example has 38 items in seven stages', () => {
    const example = truth.find(({ project }) => project.stages.length === 7)!
    const row = rowsOf('gcproj/').get(example.project.code)!.row
    expect([
      row['items'],
      (row['stageLights'] as readonly unknown[]).filter(light => light !== null).length,
    ]).toEqual([38, 7])
    expect(row['tier']).toBe('team')
  })
})

describe('the cases', () => {
  const model = createGovsvcModel(pretend, { volume: 0.03 })
  const truth = [...model.truth(NOW)]
  const FEEDS = {
    accept: 'govsvc-accept',
    process: 'govsvc-process',
    special: 'govsvc-special',
    result: 'govsvc-result',
    evaluate: 'govsvc-evaluate',
    inspect: 'govsvc-findings',
  } as const
  beforeAll(() => {
    // Table after table, the last first: parts come in no order that helps (A3).
    for (const table of ['inspect', 'evaluate', 'result', 'special', 'process', 'accept'] as const) {
      const changes = truth
        .flatMap(({ of }) => changesOf(pretend, of))
        .filter(change => change.table === table && change.at <= NOW)
      take(
        FEEDS[table],
        changes.map(change => ({
          ...exchangeColumns(change.guid, change.deleted ? 'D' : 'U', batchTime(change.at)),
          ...change.row(),
        })),
      )
    }
  })

  const STATIONS: { readonly [name: string]: string } = {
    受理: 'accept',
    受理即办结: 'accept',
    审查: 'review',
    勘验: 'survey',
    决定: 'decide',
    送达: 'deliver',
  }
  const expected = ({ of, open, doneAt, pausedBy, overdue, currentStep }: CaseState) => ({
    open,
    overdue,
    ...(open
      ? { state: pausedBy === null ? 'in_progress' : 'paused', station: STATIONS[currentStep!.name] }
      : {}),
    ...(open || of.resultType === '3' || of.resultType === '4' ? { done: false } : { done: true, doneAt }),
  })

  test('[RFG4] (IOC-04) every case stands as its upstream knows it', () => {
    const rows = rowsOf('govsvc/')
    for (const state of truth) {
      const { row } = rows.get(state.of.caseNo)!
      expect(row, state.of.caseNo).toMatchObject(expected(state))
      if (state.dueAt !== null) expect(row['dueAt'], state.of.caseNo).toBe(state.dueAt)
    }
    const open = truth.filter(state => state.open)
    expect(open.length).toBeGreaterThan(30)
    expect(open.filter(state => state.pausedBy !== null).length).toBeGreaterThan(0)
  })

  test('[RFG4] the figures of the scene agree with each other and with the cases', () => {
    const promised = truth.filter(({ open, of }) => open && of.item.handling === '2')
    expect(shown('service.open')).toBe(promised.length)
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
    for (const metric of ['service.open.risk', 'service.open.department', 'service.stations'])
      expect(sum(cells(metric) as number[]), metric).toBe(promised.length)
    expect(sum(cells('service.river').map(value => (value as { total: number }).total))).toBe(promised.length)
    expect(shown('service.overdue') ?? 0).toBe(truth.filter(({ overdue }) => overdue).length)
  })
})

// Beside the other figures of cases: how those of this month came about.
describe('rules that were applied to cases', () => {
  const month = [...createGovsvcModel(pretend, { volume: 0.03 }).truth(NOW)]
    .map(({ of }) => of)
    .filter(({ acceptAt }) => acceptAt <= NOW && localTime(acceptAt).startsWith('2026-11'))

  test('[RFG31] (LYX-11, IOC-20) the eight rules are counted by case, but for guides, which every item has, and who might choose by what was chosen', () => {
    const used = (flag: (typeof month)[number]['flags'][number]) =>
      month.filter(({ flags }) => flags.includes(flag)).length
    expect(
      ['tolerated', 'committed', 'assisted', 'surveyed'].map(name => shown(`service.${name}.month`)),
    ).toEqual([used('容缺受理'), used('告知承诺'), used('帮办代办'), used('联合踏勘')])
    const duties = ['首问负责', '审批负责', '一次告知'] as const
    expect(['first-asked', 'answered-for', 'told-once'].map(name => shown(`service.${name}.month`))).toEqual(
      duties.map(used),
    )
    expect(Math.min(...duties.map(used))).toBeGreaterThan(10)
    const choices = month.filter(({ mode }) => mode !== null)
    expect(cell('service.committed-share.month')).toEqual({
      n: choices.filter(({ mode }) => mode === 'committed').length,
      d: choices.length,
    })
    expect(choices.length).toBeGreaterThan(3)
  })

  test('[RFG61] (HW-15) what did not leave the zone is told by who decided each case of a delegated item', () => {
    const finished = [...createGovsvcModel(pretend, { volume: 0.03 }).truth(NOW)].filter(
      ({ open, doneAt, of: { decidedBy, resultType } }) =>
        !open && decidedBy !== null && resultType !== '3' && resultType !== '4' && doneAt !== null,
    )
    const ofMonth = finished.filter(({ doneAt }) => localTime(doneAt!).startsWith('2026-11'))
    const kept = ofMonth.filter(({ of }) => of.decidedBy === of.item.delegatedTo)
    expect(cell('service.zone.share.month')).toEqual({ n: kept.length, d: ofMonth.length })
    expect([shown('service.zone.done.month'), shown('service.zone.left.month') ?? 0]).toEqual([
      ...[ofMonth.length, ofMonth.length - kept.length],
    ])
    expect(ofMonth.length).toBeGreaterThan(3)
  })
})

describe('what inspections find', () => {
  test('[RFG71] (PRV-06) each finding is told with the case it was made in, and the system finds by the clock of the case', () => {
    const found = [...createGovsvcModel(pretend, { volume: 0.03 }).truth(NOW)].flatMap(({ of }) =>
      of.findings.filter(({ at }) => at <= NOW).map(finding => ({ ...finding, caseNo: of.caseNo })),
    )
    const month = found.filter(({ at }) => localTime(at).startsWith('2026-11'))
    const means = { patrol: '1', mutual: '2', unannounced: '3', public: '4', system: '5' } as const
    for (const [name, code] of Object.entries(means))
      expect(shown('service.findings.month', name) ?? 0, name).toBe(
        month.filter(each => each.means === code).length,
      )
    expect(month.length).toBeGreaterThan(3)
    const open = found
      .filter(({ mendedAt }) => mendedAt === null || mendedAt > NOW)
      .sort((a, b) => b.at - a.at)
    expect(open.length).toBeGreaterThan(0)
    expect(shown('service.findings.open')).toBe(open.length)
    const list = cell('service.findings.list') as {
      total: number
      rows: readonly (readonly unknown[])[]
    }
    expect(list.total).toBe(open.length)
    expect(list.rows.map(([, number]) => number)).toEqual(open.map(({ caseNo }) => caseNo))
  })
})

test('[MAP51] (A10) cases of a district that lost its time zone are flagged, each of them and no others', () => {
  const skewed = cityForTests({ at: AT, rates: { A10: 0.02 } })
  const intake = createIntake(NOW, ['service-case'])
  const lost = new Map<string, boolean>()
  const records = [...createGovsvcModel(skewed, { volume: 0.03 }).truth(NOW)].map(({ of }) => {
    const { guid, at, row } = changesOf(skewed, of).find(change => change.table === 'accept')!
    const said = row()
    lost.set(of.caseNo, said['accept_date'] !== localTime(of.acceptAt))
    return { ...exchangeColumns(guid, 'I', batchTime(at)), ...said }
  })
  intake.take('govsvc-accept', records)
  const marked = [...intake.rowsOf('govsvc/')].map(([caseNo, { row }]) => [
    caseNo,
    (row['marks'] as readonly string[]).includes('eightHoursOff'),
  ])
  expect(new Map(marked as [string, boolean][])).toEqual(lost)
  for (const said of [true, false])
    expect([...lost.values()].filter(is => is === said).length).toBeGreaterThan(50)
  skewed.remove()
})
