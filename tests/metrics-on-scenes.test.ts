import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isOfMetric, type AlertDocument } from '../shared/alerts/document.ts'
import type { MetricDocument, SceneDocument } from '../shared/model/documents.ts'

const root = new URL('..', import.meta.url).pathname
const read = <Document>(family: string): readonly Document[] =>
  globSync(`documents/${family}/*.json`, { cwd: root }).map(
    file => JSON.parse(readFileSync(`${root}/${file}`, 'utf8')) as Document,
  )

/** Metrics that no scene shows, by why they are kept. Nobody adds to the last one: what is new has its place from the first day. */
const ELSEWHERE: { readonly [reason: string]: readonly string[] } = {
  'shown by pages and banners of alerts': ['alert.open', 'alert.told', 'alert.told.public'],
  'shown by the work pages': ['problem.open'],
  'one cell of what a scene shows as a list, a share or its parts': [
    ...['air.now', 'chain.count', 'device.faulty', 'device.online', 'grid.riders.share', 'hotline.open'],
    ...['hotline.overdue', 'hotline.received.topic', 'hazard.sources.overdue', 'heat.room', 'parking.total'],
    ...[
      'party.orgs.type',
      'project.lights',
      'project.stage.lights',
      'service.findings.open',
      'tour.in-park.share',
    ],
    ...['utility.outside', 'utility.transfers.open', 'warning.highest', 'warning.severe', 'carrier.firms'],
    ...['manhole.alarms.list', 'smoke.alarms.list', 'reservoir.levels', 'sanitation.routes.list'],
    ...['sanitation.vehicles.moving', 'sanitation.vehicles.state', 'party.rectifying.list'],
  ],
  'of all projects, where a scene shows the key ones': [
    ...['project.all', 'project.all.lights', 'project.items.open', 'project.items.overdue'],
    ...['project.items.done.today', 'project.items.on-time-closed.month', 'project.state'],
    ...['project.tier.investment', 'project.used.open'],
  ],
  'waiting for a place': [
    ...[
      'air.pm25.hour',
      'case.checked.hour',
      'case.checked.today',
      'case.received.quarter',
      'civil.coverage',
    ],
    ...['civil.low-income.households.rural', 'civil.low-income.households.urban', 'dispute.open.level'],
    ...['dispute.settled.month', 'education.teachers', 'education.used', 'grid.answered.today'],
    ...[
      'grid.reports.today',
      'grid.self-handled.today',
      'grid.triage.today',
      'grid.upgraded.today',
      'hall.served',
    ],
    ...['heat.return.hour', 'hospital.emergency.longest', 'hotline.closed.today', 'hotline.due-soon'],
    ...[
      'hotline.extended.month',
      'hotline.handled.month',
      'hotline.received.channel',
      'hotline.received.type',
    ],
    ...['hotline.response.today', 'indicator.held', 'ledger.bundles', 'ledger.debts.amount'],
    ...['ledger.ecology.funds', 'ledger.envoy-log', 'ledger.kickoff.tech', 'ledger.sorted.amount'],
    ...[
      'market.entities.month',
      'pairing.groups',
      'pairing.pairs',
      'problem.reason',
      'problem.struck-off-rate',
    ],
    ...['rescue.response.month', 'river.good.month', 'service.items.type', 'supervision.open.department'],
    ...['supervision.proposed.department', 'supervision.second-notice.department', 'tour.visitors.hour'],
    ...['utility.outages.month', 'water.pressure.hour', 'works.done.year'],
  ],
}

test('[MET16] every shipped metric stands on a scene, or it is known why not', () => {
  const shown = new Set(
    read<SceneDocument>('scenes').flatMap(({ panels }) =>
      panels.flatMap(({ metrics }) => Object.values(metrics).map(bound => bound.split('@')[0]!)),
    ),
  )
  for (const alert of read<AlertDocument>('alerts')) if (isOfMetric(alert)) shown.add(alert.over.metric)
  const kept = Object.values(ELSEWHERE).flat()
  const nowhere = read<MetricDocument>('metrics').filter(({ id }) => !shown.has(id))
  expect(nowhere.map(({ id }) => id).sort()).toEqual([...kept].sort())
  expect(shown.size).toBeGreaterThan(300)
})
