import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseMetric } from '../../../shared/metrics/document.ts'
import { kinds as allKinds } from '../../../shared/kinds/registry.ts'
import { smallKind, otherKind } from '../../../shared/metrics/small-kind.fixture.ts'
import type { Op } from '../../../shared/model/documents.ts'
import type { Fields, Value } from '../../../shared/model/value.ts'
import type { DocumentsGround } from '../../../shared/sync/publications.ts'
import { editorOf, listedOf, readAny, toldText } from './condition-value.ts'
import { fieldsAt, listAt, numberAt, textAt, withMember, wordsAt } from './members.ts'
import {
  AGGREGATES,
  aggregateWith,
  columnsOf,
  conditionWith,
  firstCondition,
  innersOf,
  kindOf,
  kindsOf,
  newMetric,
  opsFor,
  ownColumns,
  unknownMembers,
  windowWith,
  WINDOWS,
} from './metric-model.ts'
import { numbersIn, partsOf, withNamed } from './options.ts'

const small = [smallKind, otherKind]
const groundOf = (kinds: typeof allKinds): DocumentsGround['kinds'] =>
  kinds.map(({ id, title, columns, inner = {} }) => ({ id, title, columns, inner, parts: {} }))
const kinds = groundOf(small)
const names = (columns: readonly { readonly name: string }[]) => columns.map(({ name }) => name)
const columns = columnsOf(kinds, newMetric('small'))
const columnOf = (name: string) => columns.find(column => column.name === name)
const named: Fields = {
  ...newMetric('small'),
  ...{ id: 'small.x', title: { zh: '数', en: 'n' }, definition: { zh: '数', en: 'n' } },
}
const faultsOf = (document: Fields) => {
  const parsed = parseMetric(document, small)
  return parsed.ok ? [] : parsed.faults
}

test('[EDT5] a new number lacks its names alone', () => {
  expect(faultsOf(named)).toEqual([])
  const lacking = parseMetric(newMetric('small'), small)
  expect(lacking.ok || lacking.faults.every(fault => /^\/(id|title|definition)/.test(fault))).toBe(true)
})

test('[EDT5] what is offered is what all of its kinds have, of the records or of the rows inside', () => {
  const both = { ...named, kind: kindOf(['small', 'other']) }
  expect(names(columnsOf(kinds, both))).toEqual(names(otherKind.columns))
  expect(names(columnsOf(kinds, { ...both, over: 'items' }))).toEqual(names(smallKind.inner!['items']!))
  expect([innersOf(kinds, both), innersOf(kinds, { kind: 'nobody' })]).toEqual([['items'], []])
  expect(names(ownColumns(kinds, both, 'small'))).toContain('word')
  expect(columnsOf(kinds, { kind: ['nobody'] })).toEqual([])
  expect([
    kindOf(['a']),
    kindOf([]),
    kindsOf({ kind: 'a' }),
    kindsOf({ kind: ['a', 7] }),
    kindsOf({}),
  ]).toEqual([...['a', [], ['a'], ['a'], []]])
})

test('[EDT5] every way to add up, and every span of time, begins as one that the city takes', () => {
  const ground = { columns, kinds: ['small'] }
  const day = { ...named, window: { type: 'day', field: 'event' } }
  for (const type of AGGREGATES) {
    const aggregate = aggregateWith({}, type, ground)
    // What a whole record has, somebody has to say.
    const filled = type === 'filled' ? { ...aggregate, fields: { small: ['word'] } } : aggregate
    expect([type, faultsOf({ ...day, aggregate: filled })]).toEqual([type, []])
  }
  for (const type of WINDOWS)
    expect([type, faultsOf({ ...named, window: windowWith({}, type, columns) })]).toEqual([type, []])
})

test('[EDT5] what another way has as well is kept', () => {
  const ground = { columns, kinds: ['small'] }
  const sum = aggregateWith({ type: 'share', field: 'most', over: 'amount' }, 'sum', ground)
  expect(sum).toEqual({ type: 'sum', field: 'most' })
  const list = { type: 'list', sort: [['amount', 'asc']], limit: 9, columns: ['word', 'state'] }
  expect(aggregateWith(aggregateWith(list, 'list', ground), 'last', ground)).toEqual({
    ...{ type: 'last', columns: ['word', 'state'] },
  })
  expect(windowWith({ type: 'day', field: 'doneAt' }, 'series', columns)).toEqual({
    ...{ type: 'series', field: 'doneAt', bucket: 'hour', keep: 24 },
  })
})

test('[EDT5] a condition is one that can be, of whatever column and however it is asked', () => {
  for (const column of columns)
    for (const op of opsFor(column)) {
      const from = conditionWith(['amount', '>', 3], column, op)
      expect([column.name, op, faultsOf({ ...named, where: [from] })]).toEqual([column.name, op, []])
      for (const value of [null, [null, 'x'], 'x', 3, true] as Value[]) {
        const [, now] = conditionWith([column.name, op, value], column, op)
        expect(now).toBe(op)
      }
    }
  expect(faultsOf({ ...named, where: firstCondition(columns) })).toEqual([])
  expect([firstCondition([]), opsFor(columnOf('marks'))]).toEqual([[], ['has']])
})

test('[EDT5] another question keeps what was compared with, as far as it can be asked so', () => {
  const state = columnOf('state')
  expect(conditionWith(['state', '=', 'off'], state, 'in')).toEqual(['state', 'in', ['off']])
  expect(conditionWith(['state', 'in', ['off', null]], state, '=')).toEqual(['state', '=', 'off'])
  expect(conditionWith(['state', '=', null], state, '<')).toEqual(['state', '<', 'on'])
  expect(conditionWith(['state', '=', 'off'], columnOf('good'), '=')).toEqual(['good', '=', true])
  expect(conditionWith(['gone', '=', 5], undefined, '!=')).toEqual(['gone', '!=', 5])
})

test('[EDT6] every metric that is shipped is read by the form without a member that it does not know', () => {
  const folder = new URL('../../../documents/metrics/', import.meta.url)
  const ground = groundOf(allKinds)
  const files = readdirSync(folder)
  expect(files.length).toBeGreaterThan(100)
  for (const file of files) {
    const document = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Fields
    expect([file, unknownMembers(document)]).toEqual([file, []])
    const all = new Set(names(columnsOf(ground, document)))
    const asked = listAt(document, 'where').map(condition => (condition as readonly Value[])[0] as string)
    expect([file, [...asked, ...wordsAt(document, 'by')].filter(name => !all.has(name))]).toEqual([file, []])
  }
})

test('[EDT6] what is not what the form expects is read as left out, and stays until that member is written', () => {
  const odd: Fields = { id: 'x', title: 7, where: { a: 1 }, scale: '1', extra: [1], aggregate: null }
  expect([textAt(odd, 'title'), listAt(odd, 'where'), numberAt(odd, 'scale')]).toEqual([
    ...[{ zh: '', en: '' }, [], null],
  ])
  expect([fieldsAt(odd, 'aggregate'), unknownMembers(odd)]).toEqual([{}, ['extra']])
  expect(withMember(odd, 'scale', 2)).toEqual({ ...odd, scale: 2 })
  expect(Object.keys(withMember(odd, 'where', undefined))).toEqual([
    'id',
    'title',
    'scale',
    'extra',
    'aggregate',
  ])
})

test('[EDT5] values are written with what suits their column', () => {
  const editors = (op: Op) => columns.map(column => editorOf(column, op))
  expect(editors('=')).toEqual([
    ...['instant', 'text', 'text', 'code', 'number', 'number', 'flag', 'flag', 'text', 'instant'],
  ])
  expect([
    editorOf(columnOf('state'), 'in'),
    editorOf(columnOf('amount'), 'in'),
    editorOf(undefined, '='),
  ]).toEqual([...['codes', 'lines', 'text']])
  const amounts = ['1.5', 'null', ' -2 ', ''].join('\n')
  expect(readAny(amounts, columnOf('amount'))).toEqual([1.5, null, -2])
  expect(readAny('1\nx', columnOf('word'))).toEqual(['1', 'x'])
  expect(readAny('true\nfalse\nnull\nx', columnOf('good'))).toEqual([true, false, null, 'x'])
  expect([toldText(['a', null, 3]), listedOf('a'), listedOf([1, { a: 1 }])]).toEqual([
    ...['a\nnull\n3', ['a'], [1, '{"a":1}']],
  ])
})

test('[EDT5] numbers are typed apart by commas of either script, and what is named stays named', () => {
  expect(numbersIn('1, 2,3、 4')).toEqual([1, 2, 3, 4])
  expect([numbersIn('1, x'), numbersIn(''), partsOf('a,b\nc')]).toEqual([null, [], ['a', 'b', 'c']])
  const options = [{ id: 'a', title: 'A' }]
  expect(withNamed(options, 'a', String)).toBe(options)
  expect(withNamed(options, '', String)).toBe(options)
  expect(withNamed(options, 'b', name => `${name}?`)).toEqual([{ id: 'b', title: 'b?' }, ...options])
})
