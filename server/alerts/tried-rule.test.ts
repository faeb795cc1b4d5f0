import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AlertDocument } from '../../shared/alerts/document.ts'
import { DAY, MINUTE } from '../../shared/calendar/civil.ts'
import { alert } from '../../shared/kinds/alert/kind.ts'
import { reservoir } from '../../shared/kinds/device/devices.ts'
import { MONDAY, openDeedCity, type DeedCity, type DeedParts } from '../deeds/deed-city.fixture.ts'
import { ownDraft } from '../engine/engine.ts'
import { DISTRICT, openAlertCity, OTHER_DISTRICT, rule, type AlertCity } from './alerts.fixture.ts'
import { triedRule } from './tried-rule.ts'

let city: AlertCity
beforeEach(async () => {
  city = await openAlertCity()
})
afterEach(() => city.close())

test('[ALS12] a rule is tried as the city looks: what raises first, with where and how much, and how many alerts that would be', async () => {
  await city.projects(3)
  await city.projects(2, OTHER_DISTRICT)
  const tried = await city.tryOut(rule({ id: 'new', condition: { above: 2, clear: 1 } }))
  expect(tried).toMatchObject({
    total: 7,
    raising: 1,
    unseen: 0,
    alerts: 1,
    isQuiet: false,
    raised: 0,
    past: null,
  })
  expect(tried.subjects.slice(0, 3)).toMatchObject([
    { place: '宏伟区', what: '重点项目', value: '3 个', says: 'raises' },
    { place: '白塔区', value: '2 个', says: 'between' },
    { says: 'clears' },
  ])
  const all = await city.tryOut(rule({ condition: { above: 1 }, groupBy: 'all' }))
  expect([all.raising, all.alerts]).toEqual([2, 1])
  // It is a trial: nothing is raised by it.
  expect(await city.alerts()).toEqual([])
})

test('[ALS12] what nobody can see is not judged, a change is not guessed, and quiet hours are said', async () => {
  await city.projects(3)
  const change = await city.tryOut(rule({ condition: { changesBy: 1, withinSeconds: 600 } }))
  expect([change.raising, ...new Set(change.subjects.map(({ says }) => says))]).toEqual([0, 'unmeasured'])
  const quiet = { from: '08:00', to: '10:00', tellUpTo: 1 } as const
  expect([
    (await city.tryOut(rule({ quiet }))).isQuiet,
    (await city.tryOut(rule({ quiet, severity: 1 }))).isQuiet,
    (await city.tryOut(rule({ quiet: { ...quiet, to: '08:30' } }))).isQuiet,
  ]).toEqual([true, false, false])
  await city.later(10, 'silent')
  const old = await city.tryOut(rule())
  expect(old).toMatchObject({ raising: 0, unseen: 7, alerts: 0 })
  expect(old.subjects[0]).toMatchObject({ value: null, says: 'unseen' })
  const feeds: AlertDocument = { ...rule({ groupBy: 'all' }), over: { feeds: ['gcproj'], state: 'failed' } }
  const { condition: _, ...ofFeeds } = feeds
  expect(await city.tryOut(ofFeeds)).toMatchObject({
    ...{ total: 1, raising: 1, alerts: 1, past: null },
    subjects: [{ place: null, value: null, says: 'raises' }],
  })
})

test('[ALS12] how often the rule of this name was raised in the last day is counted over what was journaled', async () => {
  await city.projects(2)
  await city.look()
  await city.projects(0)
  await city.look()
  await city.projects(2, OTHER_DISTRICT)
  await city.later(1)
  await city.look()
  expect((await city.tryOut(rule())).raised).toBe(2)
  expect((await city.tryOut(rule({ id: 'another' }))).raised).toBe(0)
  await city.later(1)
  expect((await city.alerts()).map(({ area }) => area)).toEqual([OTHER_DISTRICT, DISTRICT])
})

test('[ALS12] where all have told and there is nothing to add up, it would not be raised, and everybody can see that', async () => {
  const changes = rule({ over: { metric: 'project.changes', areas: 'city' }, condition: { below: 1 } })
  expect(await city.tryOut(changes)).toMatchObject({ total: 1, raising: 1, unseen: 0 })
  await city.projects(0)
  expect(await city.tryOut(changes)).toMatchObject({
    ...{ total: 1, raising: 0, unseen: 0 },
    subjects: [{ says: 'clears', value: null }],
  })
})

/** A reservoir that says its level every ten minutes, in hundredths of a metre; null: it says nothing. */
async function reservoirCity(levels: readonly (number | null)[]): Promise<DeedCity & { parts: DeedParts }> {
  let parts: DeedParts | undefined
  const flow = await openDeedCity({
    ...{ kinds: [reservoir, alert], facts: [] },
    serve: (_routes, given) => void (parts = given),
  })
  for (const [i, level] of levels.entries()) {
    const at = MONDAY + i * 10 * MINUTE
    await flow.moveTo(at)
    if (level === null) continue
    const reading = { device: 'iot/RV-1', at, area: '211000', values: { level } }
    const facts = [{ type: 'readings', kind: 'reservoir', readings: [reading] }] as const
    await flow.engine.submit({ ...ownDraft(at, facts), feed: 'iot-reservoir' })
    flow.engine.flush()
  }
  return { ...flow, parts: parts as DeedParts }
}

const level = (changes: Partial<AlertDocument> = {}): AlertDocument =>
  rule({
    over: { metric: 'reservoir.level', areas: 'city' },
    condition: { above: 110, clear: 109.5 },
    ...changes,
  })

test('[ALS13] what one device says has a past: when the rule would have raised in the last day is told, and over how much', async () => {
  const flow = await reservoirCity([10_900, 11_010, 10_970, 11_020, 10_900, 11_030, null, null, 11_040])
  const tryOut = (over: Partial<AlertDocument> = {}) =>
    triedRule({ ...flow.parts, documents: flow.parts.documents }, level(over))
  const tried = await tryOut()
  expect(tried).toMatchObject({ total: 1, raising: 1, past: { from: flow.now() - DAY, points: 7 } })
  expect(tried.past?.raisedAt).toEqual([MONDAY + 10 * MINUTE, MONDAY + 50 * MINUTE])
  const minutes = async (over: Partial<AlertDocument>) =>
    (await tryOut(over)).past?.raisedAt.map(at => (at - MONDAY) / MINUTE)
  expect(await minutes({ condition: { above: 110 } })).toEqual([10, 30, 50])
  // What was silent for longer than its rhythm lets it is not taken for held.
  expect(await minutes({ condition: { above: 110 }, forSeconds: 1_500 })).toEqual([])
  expect(await minutes({ condition: { changesBy: 1, withinSeconds: 900 } })).toEqual([10, 40])
  // What it said stays when it falls silent.
  await flow.moveTo(flow.now() + 3 * 60 * MINUTE)
  expect(await tryOut()).toMatchObject({ unseen: 1, past: { points: 7 } })
  await flow.close()
})

test('[ALS13] of what was never told there are no readings, and of a number that is counted no past', async () => {
  const flow = await reservoirCity([])
  const tryOut = (rule: AlertDocument) => triedRule({ ...flow.parts, documents: flow.parts.documents }, rule)
  expect((await tryOut(level())).past).toMatchObject({ points: 0, raisedAt: [] })
  await flow.close()
  await city.projects(2)
  expect((await city.tryOut(rule())).past).toBeNull()
})
