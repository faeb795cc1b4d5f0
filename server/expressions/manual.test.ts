import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { areas } from '../../shared/city/ticket.fixture.ts'
import { compileMapping } from '../../shared/mapping/mapping.ts'
import { createEvaluation } from './evaluation.ts'
import { createLanguage } from './language.ts'

const manual = readFileSync(new URL('../../docs/mapping.md', import.meta.url), 'utf8')
const chapter = manual.slice(manual.indexOf('## Expressions'), manual.indexOf('## Telemetry'))
const blockOf = (language: string) =>
  JSON.parse(new RegExp('```' + language + '\\n([^`]*)```').exec(chapter)![1]!) as object

test('[EXPR10] the mapping of the manual makes of its record what it says', () => {
  const language = createLanguage()
  const compiled = compileMapping(blockOf('json'), {
    ...{
      source: 'test',
      kind: 'thing',
      kindVersion: 1,
      areas: { codeOf: () => null, known: code => areas.byId(code) !== null },
    },
    ...{ box: [122, 40, 124, 42], codes: {}, check: () => null },
    faultIn: text => {
      const read = language.read(text)
      return read.ok ? null : read.fault
    },
  })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults))
  const { map } = compiled
  const record = blockOf('text')
  const texts = map.expressions ?? []
  const outcomes = createEvaluation()(texts, record)
  const computed = new Map(texts.map((text, i) => [text, outcomes[i]!]))
  expect(map(record, { now: Date.parse('2026-11-22T10:00:00+08:00'), computed })).toMatchObject({
    ok: true,
    fact: { id: 'test/W-17', fields: { building: '12', open: true, level: '2', owed: 89_950 } },
  })
})

test('[EXPR2] every function that there is stands in the manual', () => {
  const read = createLanguage().read('record.x.none()')
  const [, methods] = /there are (.*) \(at sign/.exec(read.ok ? '' : read.fault)!
  const [, functions] = /there are (.*) \(at sign/.exec(saidOf('none()'))!
  const told = [...methods!.split(', '), ...functions!.split(', ')].filter(
    name => !/^(value|or|hasValue)$/.test(name),
  )
  expect(told.length).toBeGreaterThan(25)
  for (const name of told) expect(chapter, name).toMatch(new RegExp(`\\b${name}\\b`))
})

function saidOf(text: string): string {
  const read = createLanguage().read(text)
  return read.ok ? '' : read.fault
}
