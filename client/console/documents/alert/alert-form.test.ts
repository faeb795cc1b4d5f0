import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAlert, parseChannel, type AlertDocument } from '../../../../shared/alerts/document.ts'
import { alertFaults } from '../../../../shared/alerts/faults.ts'
import { areas } from '../../../../shared/city/ticket.fixture.ts'
import { otherKind, smallKind, smallMetric } from '../../../../shared/metrics/small-kind.fixture.ts'
import type { MetricDocument } from '../../../../shared/model/documents.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import type { FeedBoard } from '../../../../shared/sync/feedboard.ts'
import type { DocumentsGround, ToldDocument } from '../../../../shared/sync/publications.ts'
import type { TriedRule } from '../../../../shared/sync/trial.ts'
import { alertFormWords } from '../../../language/alert-form.ts'
import * as channel from '../channel/channel-model.ts'
import { fieldsAt, withMember } from '../members.ts'
import { pretendedBy } from '../pretend.ts'
import {
  conditionWith,
  dimensionsOf,
  ESCALATE,
  feedsOf,
  firstDims,
  newAlert,
  QUIET,
  unknownMembers,
  watchedBy,
  WAYS,
  wayOf,
  withMetric,
  withWatched,
} from './alert-model.ts'
import { triedSentences } from './tried-sentences.ts'

const shipped = (folder: string): readonly Fields[] => {
  const url = new URL(`../../../../documents/${folder}/`, import.meta.url)
  return readdirSync(url).map(name => JSON.parse(readFileSync(new URL(name, url), 'utf8')) as Fields)
}
const kinds: DocumentsGround['kinds'] = [smallKind, otherKind].map(({ id, title, columns, inner = {} }) => ({
  id,
  title,
  columns,
  inner,
  parts: {},
}))
const metricOf = (over: Partial<MetricDocument>): Fields =>
  smallMetric({ id: 'small.n', areas: ['city', 'district'], ...over }) as unknown as Fields
const COUNT = metricOf({})
const named = (rule: Fields): Fields => ({ ...rule, id: 'new', title: { zh: '新', en: '' } })
/** As the server judges it, beside these numbers. */
function faultsOf(rule: Fields, ...metrics: readonly Fields[]): readonly string[] {
  const parsed = parseAlert(named(rule))
  if (!parsed.ok) return parsed.faults
  return alertFaults(parsed.document, {
    ...{ feeds: [], channels: [], areas, metrics: metrics as unknown as readonly MetricDocument[] },
  })
}

describe('what the forms read', () => {
  test('[RUF1] every shipped rule and channel, member by member', () => {
    expect(shipped('alerts').length).toBeGreaterThan(3)
    for (const rule of shipped('alerts')) {
      expect(unknownMembers(rule)).toEqual([])
      const condition = fieldsAt(rule, 'condition')
      expect(watchedBy(rule) === 'feeds' || wayOf(condition) !== null).toBe(true)
    }
    for (const each of shipped('channels')) {
      expect([channel.unknownMembers(each), channel.formOf(each)]).toEqual([[], each['form']])
    }
    expect(unknownMembers({ ...newAlert(), later: 1 })).toEqual(['later'])
    expect(channel.unknownMembers({ ...channel.newChannel(), later: 1 })).toEqual(['later'])
  })
})

describe('what is begun in the form of a rule', () => {
  const begun = withMetric(newAlert(), COUNT)

  test('[RUF2] a new one is a rule once it has a number, and each way of judging it is taken', () => {
    expect(faultsOf(begun, COUNT)).toEqual([])
    for (const way of WAYS) {
      const condition = conditionWith({ above: 3, clear: 2 }, way)
      expect(faultsOf({ ...begun, condition }, COUNT), way).toEqual([])
    }
    // The value stays, and where it ends lies on the other side now.
    expect(conditionWith({ above: 3, clear: 2 }, 'below')).toEqual({ below: 3 })
    expect(conditionWith({ above: 3, clear: 2 }, 'above')).toEqual({ above: 3, clear: 2 })
    expect(conditionWith({ above: -3 }, 'changesBy')).toEqual({ changesBy: 1, withinSeconds: 600 })
    expect(faultsOf({ ...begun, quiet: QUIET, escalate: ESCALATE }, COUNT)).toEqual([])
  })

  test('[RUF2] another number keeps its areas where that has them, and takes columns and dimensions of its own', () => {
    const ofDistrict = { ...begun, over: { metric: 'x', areas: 'district', dims: ['gone'] }, groupBy: 'area' }
    expect(withMetric(ofDistrict, COUNT)).toMatchObject({
      ...{ over: { metric: 'small.n', areas: 'district' }, groupBy: 'each' },
    })
    expect(fieldsAt(withMetric(ofDistrict, COUNT), 'over')).not.toHaveProperty('dims')
    const onlyCity = metricOf({ areas: ['city'] })
    expect(faultsOf(withMetric(ofDistrict, onlyCity), onlyCity)).toEqual([])
    const newest = metricOf({ aggregate: { type: 'last', columns: ['size'] } })
    expect(faultsOf(withMetric(begun, newest), newest)).toEqual([])
    const [dimension] = smallKind.columns.filter(({ codes }) => codes !== undefined)
    const split = metricOf({ by: [dimension!.name] })
    const dimensions = dimensionsOf(split, kinds)
    expect(dimensions[0]!.codes.length).toBeGreaterThan(0)
    const ofOne = withMetric({ ...begun, groupBy: 'area' }, split)
    expect(ofOne['groupBy']).toBe('area')
    const over = { ...fieldsAt(ofOne, 'over'), dims: firstDims(dimensions) }
    expect(faultsOf({ ...ofOne, over }, split)).toEqual([])
  })

  test('[RUF2] of feeds there is no condition and no place, and back again there is one', () => {
    const feeds = withWatched({ ...begun, groupBy: 'area' }, 'feeds')
    expect(faultsOf(feeds)).toEqual([])
    expect([watchedBy(feeds), feedsOf(fieldsAt(feeds, 'over')), feeds['groupBy']]).toEqual([
      'feeds',
      'all',
      'all',
    ])
    expect(withWatched(feeds, 'feeds')).toBe(feeds)
    const back = withMetric(withWatched(feeds, 'metric'), COUNT)
    expect(faultsOf(back, COUNT)).toEqual([])
    expect(feedsOf({ feeds: ['a', 3] })).toEqual(['a'])
  })
})

describe('what a rule that is tried says', () => {
  const words = alertFormWords('zh')
  const rule = { forSeconds: 300 } as AlertDocument
  const subject = (says: TriedRule['subjects'][number]['says']) => ({
    what: 'x',
    place: null,
    value: '1',
    says,
  })
  const tried = (over: Partial<TriedRule> = {}): TriedRule => ({
    ...{ subjects: [subject('raises'), subject('clears')], total: 7, raising: 1, unseen: 0, alerts: 1 },
    ...{ isQuiet: false, raised: 3, past: null, ...over },
  })
  const said = (over: Partial<TriedRule> = {}, isNew = false, of = rule) =>
    triedSentences(tried(over), of, { words, isNew, timeOf: at => `T${at}` })

  test('[RUF3] how many fulfil it now, and when that would be told', () => {
    expect(said()).toEqual([
      ...[
        '7 处中 1 处此刻符合,持续满 300 秒会触发 1 条。',
        '近 24 小时,现行的一份实际触发 3 条。',
        words.noPast,
      ],
    ])
    expect(said({}, true)[0]).toBe(said()[0])
    expect(said({}, true)).toHaveLength(2)
    expect(said({}, true, { ...rule, forSeconds: 0 })[0]).toBe('7 处中 1 处此刻符合,会触发 1 条。')
    expect(said({ subjects: [subject('clears')], raising: 0 })[0]).toBe('7 处,此刻没有一处符合。')
    expect(said({ isQuiet: true })[1]).toBe(words.quietNow)
    expect(said({ total: 0, subjects: [] })).toEqual([words.triedNone])
  })

  test('[RUF3] what nobody sees is not said to be calm, and a change is measured later', () => {
    expect(said({ subjects: [subject('unseen')], raising: 0, unseen: 7 })[0]).toBe(
      '7 处暂无法判断:数据不全、延迟或断源。',
    )
    expect(said({ subjects: [subject('unmeasured')], raising: 0 })[0]).toBe(words.unmeasured)
  })

  test('[RUF3] what it would have done is told with its newest times, over how many readings', () => {
    expect(said({ past: { from: 0, points: 0, raisedAt: [] } }).at(-1)).toBe(words.pastNone)
    const past = { from: 0, points: 144, raisedAt: [1, 2, 3, 4, 5, 6] }
    expect(said({ past }).at(-1)).toBe('按近 24 小时 144 个逐分钟读数回算:会触发 6 次(T6、T5、T4、T3、T2)。')
    expect(said({ past: { ...past, raisedAt: [] } }).at(-1)).toBe(
      '按近 24 小时 144 个逐分钟读数回算:会触发 0 次。',
    )
  })
})

test('[RUF4] a new channel is called like its secret, and another service keeps no signature that it does not take', () => {
  const called = (id: string, address: string, given: string) =>
    channel.withOwnAddress({ ...channel.newChannel(), id, address }, given)
  const once = called('night-duty', '', '')
  expect(once).toMatchObject({ id: 'night-duty', address: 'ALERT_NIGHT_DUTY' })
  expect(called('night.2', 'ALERT_NIGHT_DUTY', 'ALERT_NIGHT_DUTY')).toMatchObject({
    address: 'ALERT_NIGHT_2',
  })
  expect(called('day', 'ALERT_OTHER', 'ALERT_NIGHT_2')).toMatchObject({ address: 'ALERT_OTHER' })
  const signed = { ...channel.withForm(once, 'dingtalk'), sign: 'ALERT_NIGHT_DUTY_SIGN' }
  for (const form of ['wecom', 'dingtalk', 'feishu', 'cloudevents']) {
    const document = channel.withForm(signed, form)
    expect(parseChannel({ ...document, title: { zh: '夜班', en: '' } }).ok, form).toBe(true)
    expect('sign' in document, form).toBe(form !== 'wecom')
  }
  expect([channel.secretNamed(' alert_x '), channel.secretNamed('  ')]).toEqual(['ALERT_X', undefined])
})

test('[RUF5] a rule, as a number, says that an upstream of what it watches is pretended', () => {
  const told = (id: string, kind: string) => ({ id, kinds: [kind] }) as unknown as ToldDocument
  const board = {
    feeds: [
      { id: 'a', simulated: true },
      { id: 'b', simulated: false },
    ],
  } as unknown as FeedBoard
  const families = { feed: [told('a', 'x'), told('b', 'y')], metric: [told('x.n', 'x'), told('y.n', 'y')] }
  const isPretended = pretendedBy(families, board)
  const over = (over: Fields): Fields => ({ over })
  expect([
    isPretended({ kind: 'x' }),
    isPretended({ kind: ['y'] }),
    isPretended(over({ metric: 'x.n' })),
    isPretended(over({ metric: 'y.n' })),
    isPretended(over({ feeds: 'all' })),
    isPretended(over({ feeds: ['b'] })),
    isPretended(withMember({}, 'over', { feeds: ['b', 'a'] })),
    pretendedBy(families, null)(over({ feeds: 'all' })),
  ]).toEqual([true, false, true, false, true, false, true, false])
})
