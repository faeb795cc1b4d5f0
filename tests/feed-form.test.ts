import { describe, expect, test } from 'vitest'
import { connectors } from '../server/connectors/registry.ts'
import { groundOf } from '../server/publications/ground.ts'
import { areas } from '../shared/city/ticket.fixture.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { compileMapping } from '../shared/mapping/mapping.ts'
import type { Fields } from '../shared/model/value.ts'
import type { FeedSample } from '../shared/sync/trial.ts'
import {
  blankMapping,
  expressionFor,
  frameJoined,
  frameOrigin,
  mappingRows,
  otherOrigins,
  withFirstOrigin,
  withFrameOrigin,
  withSpec,
} from '../client/console/documents/feed/mapping-model.ts'
import { recordsOf, seenPaths } from '../client/console/documents/feed/sample-paths.ts'
import {
  pairsIn,
  pairsText,
  settingFields,
  type SettingField,
} from '../client/console/documents/feed/setting-fields.ts'
import { feedFormWords } from '../client/language/feed-form.ts'
import { feedSettingWords } from '../client/language/feed-settings.ts'
import { suggested, suggestedFrame } from '../client/console/documents/feed/suggesting.ts'
import { begun, isDevice, partsOf, wantedFields } from '../client/console/documents/feed/wanted-fields.ts'

const ground = groundOf(connectors, kinds, { secrets: [], areas })
const kindOf = (id: string) => ground.kinds.find(kind => kind.id === id)!
const settingsOf = (id: string) => settingFields(ground.connectors.find(each => each.id === id)!.settings)

describe('settings by the schema of their connector', () => {
  test('[FFM1] each setting of every connector has a field, those it cannot do without first', () => {
    for (const { id, settings } of ground.connectors) {
      const fields = settingFields(settings)
      expect(fields.map(({ name }) => name).sort(), id).toEqual(
        Object.keys(settings['properties'] as Fields).sort(),
      )
      // What may be anything is written in the source.
      const anything = id === 'websocket' ? ['hello'] : []
      expect(fields.flatMap(({ name, shape }) => (shape === 'source' ? [name] : []))).toEqual(anything)
      const firstLeftOut = fields.findIndex(({ required }) => !required)
      expect(
        fields.slice(firstLeftOut === -1 ? fields.length : firstLeftOut).some(({ required }) => required),
      ).toBe(false)
    }
    const shapes = Object.fromEntries(settingsOf('http-poll').map(({ name, shape }) => [name, shape]))
    expect(shapes).toMatchObject({
      url: 'text',
      everySeconds: 'number',
      headers: 'pairs',
      since: 'group',
      etag: 'flag',
    })
    const [dialect] = settingsOf('sql-poll')
    expect(dialect).toMatchObject({
      shape: 'choice',
      options: ['sqlite', 'postgres', 'mysql'],
      required: true,
    })
    expect(settingsOf('mqtt').find(({ name }) => name === 'topics')).toMatchObject({ shape: 'lines' })
  })

  test('[FFM1] each setting, and each protocol, has its words in both languages', () => {
    const namesIn = (fields: readonly SettingField[]): readonly string[] =>
      fields.flatMap(field => [field.name, ...namesIn(field.fields)])
    const names = new Set(ground.connectors.flatMap(({ settings }) => namesIn(settingFields(settings))))
    for (const language of ['zh', 'en'] as const) {
      expect(Object.keys(feedSettingWords(language)).sort()).toEqual([...names].sort())
      expect(Object.keys(feedFormWords(language).connectors)).toEqual(
        expect.arrayContaining(ground.connectors.map(({ id }) => id)),
      )
    }
  })

  test('[FFM1] pairs are written by lines and read as they were written', () => {
    const pairs = { 'X-Key': 'a:b', page: '1' }
    expect(pairsIn(pairsText(pairs))).toEqual(pairs)
    expect(pairsIn(' a : 1 \n\nb')).toEqual({ a: '1', b: '' })
  })
})

describe('what a kind wants', () => {
  test('[FFM2] each field with its name, whether it must be there, and what makes such a value', () => {
    const wanted = new Map(wantedFields(kindOf('occurrence'), 'main').map(field => [field.name, field]))
    expect(wanted.get('number')).toMatchObject({ required: true, as: 'identifier' })
    expect(wanted.get('title')).toMatchObject({ required: true, as: 'text', title: { zh: '事件' } })
    expect(wanted.get('level')).toMatchObject({ required: false, as: 'code', codes: ['1', '2', '3', '4'] })
    expect(wanted.get('dueAt')?.as).toBe('instant')
    expect(wantedFields(kindOf('hotline-order'), 'main').find(({ name }) => name === 'history')?.as).toBe(
      'objects',
    )
    const sensor = kindOf('sensor')
    expect([partsOf(sensor), isDevice(sensor), isDevice(kindOf('occurrence'))]).toEqual([
      ['reading'],
      true,
      false,
    ])
    expect(wantedFields(sensor, 'reading').find(({ name }) => name === 'temperature')?.as).toBe('decimal')
  })

  test('[FFM2] every field of every kind begins with a converter that the mapping knows', () => {
    const areas = { codeOf: () => null, known: () => true }
    const context = {
      areas,
      box: [0, 0, 1, 1],
      codes: {},
      source: 's',
      kindVersion: 1,
      check: () => null,
    } as const
    for (const kind of ground.kinds)
      for (const part of partsOf(kind)) {
        const fields = wantedFields(kind, part).filter(({ as }) => as !== 'objects' && as !== 'list')
        let mapping: Fields = withFrameOrigin(blankMapping(isDevice(kind), '211000'), isDevice(kind), isDevice(kind) ? 'device' : 'id', 'x') // oxfmt-ignore
        for (const field of fields) mapping = withSpec(mapping, isDevice(kind), field.name, begun(field, 'x'))
        const compiled = compileMapping(mapping, { ...context, kind: kind.id })
        expect(compiled.ok ? [] : compiled.faults, `${kind.id} ${part}`).toEqual([])
      }
  })
})

const RECORD = {
  eventNo: 'E-1',
  事件名称: '路面塌陷',
  grade: '2',
  address: { 'a.b': '演示路', town: '演示街道' },
  report_time: '2026-11-24 09:00:00',
  updateTime: '2026-11-24 09:05:00',
  deadline: '',
  tags: ['a'],
}

describe('what was seen', () => {
  test('[FFM3] places are named as the mapping names them, with the first value that is anything', () => {
    const seen = seenPaths([{ ...RECORD, grade: null }, RECORD])
    expect(seen.find(({ path }) => path === 'address."a.b"')).toMatchObject({ example: '演示路', count: 2 })
    expect(seen.find(({ path }) => path === 'grade')).toMatchObject({ example: '2', count: 1 })
    expect(seen.find(({ path }) => path === 'deadline')).toMatchObject({ example: '', count: 0 })
  })

  test('[FFM3] a record that was shown cut is none', () => {
    const told = (raw: string) => ({
      ...{ raw, inForce: null, mapped: { ok: false, reason: '', path: '' } as const },
    })
    const sample: FeedSample = {
      ...{ outcome: 'records', reason: '', accepted: 0, refused: 0, beside: null },
      ...{ pushed: null, came: 4, drawn: null },
      records: [told('{"a":1}'), told('{"a":1,"b":"x…'), told('[1]'), told('7')],
    }
    expect(recordsOf(sample)).toEqual([{ a: 1 }])
  })

  test('[FFM4] what seems to be meant is proposed by name and value, each place once', () => {
    const wanted = wantedFields(kindOf('occurrence'), 'main')
    const seen = seenPaths([RECORD])
    const found = suggested(wanted, seen)
    expect(found.get('title')).toEqual({ from: '事件名称', as: 'text', mask: false, required: true })
    const places = [...found.values()].map(({ from }) => from)
    expect(found.get('number')?.['from']).toBe('eventNo')
    expect(new Set(places).size).toBe(places.length)
    // A time is no place, and a list is no text.
    expect(found.get('place')?.['from']).not.toBe('report_time')
    expect(places).not.toContain('tags')
    expect(suggestedFrame(seen)).toEqual({ id: 'eventNo', at: 'updateTime', event: 'report_time' })
  })

  test('[FFM4] a code is proposed only where what was seen is one of its codes', () => {
    const wanted = wantedFields(kindOf('occurrence'), 'main')
    const levelOf = (level: string) => suggested(wanted, seenPaths([{ level }])).get('level')?.['from']
    expect([levelOf('2'), levelOf(''), levelOf('大风'), levelOf('九')]).toEqual([
      'level',
      'level',
      undefined,
      undefined,
    ])
  })
})

describe('a mapping by its rows', () => {
  const mapping: Fields = {
    ...{ id: { from: ['a', 'b'] }, at: { received: true }, zone: '+00:00' },
    fields: { title: { from: 't', as: 'text', mask: false }, old: { const: 1 } },
  }
  const wanted = wantedFields(kindOf('occurrence'), 'main')

  test('[FFM5] a row for each field that is wanted, and for what the kind does not know', () => {
    const rows = mappingRows(mapping, wanted, false)
    expect(rows.find(({ name }) => name === 'title')).toMatchObject({
      from: 't',
      as: 'text',
      options: { mask: false },
    })
    expect(rows.find(({ name }) => name === 'number')).toMatchObject({ spec: null, from: '' })
    expect(rows[rows.length - 1]).toMatchObject({ name: 'old', wanted: null, options: { const: 1 } })
  })

  test('[FFM7] an expression stands where a place may, and begins as that place', () => {
    expect(['a', 'a.b[2].c', '姓名', '"投资.额".x', 'a b', 'say "x"'].map(expressionFor)).toEqual([
      ...['record.a', 'record.a.b[2].c', 'record["姓名"]', 'record["投资.额"].x', 'record["a b"]', ''],
    ])
    const worked = withFrameOrigin(mapping, false, 'at', { cel: 'record.u' })
    expect(worked['at']).toEqual({ from: { cel: 'record.u' } })
    expect(frameOrigin(worked, false, 'at')).toEqual({ cel: 'record.u' })
    const both = withSpec(mapping, false, 'title', { from: [{ cel: 'record.t' }, 't'], as: 'text' })
    expect(mappingRows(both, [], false).find(({ name }) => name === 'title')).toMatchObject({
      ...{ from: { cel: 'record.t' }, as: 'text' },
    })
  })

  test('[FFM5] what is changed changes alone', () => {
    expect(withSpec(mapping, false, 'title', undefined)).toEqual({
      ...mapping,
      fields: { old: { const: 1 } },
    })
    expect(frameOrigin(mapping, false, 'id')).toBe('a')
    expect(withFrameOrigin(mapping, false, 'id', 'z')['id']).toEqual({ from: ['z', 'b'] })
    // What is put together of several is told, and no field holds it.
    const put = { ...mapping, id: { join: ['a', { cel: 'record.b' }] } }
    expect([frameOrigin(put, false, 'id'), frameJoined(put, false, 'id')]).toEqual([
      '',
      ['a', { cel: 'record.b' }],
    ])
    expect(frameJoined({ ...mapping, id: { fields: ['code', 'area'] } }, false, 'id')).toEqual([
      'code',
      'area',
    ])
    expect(frameJoined(mapping, false, 'id')).toEqual([])
    expect(withFirstOrigin({ from: 'a', as: 'text' }, 'z')).toEqual({ from: 'z', as: 'text' })
    expect(otherOrigins({ from: ['a', 'b', { cel: 'record.c' }] })).toEqual(['b', { cel: 'record.c' }])
    expect(withFrameOrigin(mapping, false, 'at', 'u')).toEqual({ ...mapping, at: { from: 'u' } })
    expect(
      withFrameOrigin({ ...mapping, event: { from: 'e', zone: '+00:00' } }, false, 'event', 'f')['event'],
    ).toEqual({
      ...{ from: 'f', zone: '+00:00' },
    })
    const device = withSpec(blankMapping(true, '211000'), true, 'value', { from: 'v', as: 'decimal' })
    expect(device).toMatchObject({
      readings: { values: { value: { from: 'v' } }, area: [{ const: '211000' }] },
    })
    expect(withFrameOrigin(device, true, 'device', 'd')).toMatchObject({
      readings: { device: { from: 'd' } },
    })
  })
})
