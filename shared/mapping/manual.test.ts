import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CONVERTERS } from './converters/registry.ts'
import { at, compiled, converting, faultsOf, recordOf } from './mapping.fixture.ts'

const manual = readFileSync(new URL('../../docs/mapping.md', import.meta.url), 'utf8')
const blocks = (language: string) =>
  [...manual.matchAll(new RegExp('```' + language + '\\n([^`]*)```', 'g'))].map(([, text]) => text!)
const documents = blocks('json').map(text => JSON.parse(text) as object)

describe('the manual', () => {
  test('[MAP1] every mapping in it can be used', () => {
    expect(documents.length).toBeGreaterThan(3)
    for (const document of documents) expect(faultsOf(document)).toEqual([])
  })

  test('[MAP1] it has a row for every converter', () => {
    const rows = [...manual.matchAll(/^\| `([a-zA-Z]+)` +\| [^|]+\| [^|]+\| [^|]*\|$/gm)].map(
      ([, name]) => name,
    )
    expect(rows).toEqual(['as', ...CONVERTERS.map(converter => converter.as)])
  })

  test('[MAP8] its first mapping makes of its first record what it says', () => {
    const raw = JSON.parse(blocks('text')[0]!) as object
    expect(recordOf(compiled(documents[0])(raw))).toMatchObject({
      id: 'test/GD1',
      area: '211002001',
      fields: {
        title: '暖气不热',
        content: '联系人王**，138****0000',
        state: 'handling',
        limit: 5,
        acceptAt: at('2026-11-22T08:31:00'),
        closedAt: null,
      },
    })
  })

  test('[MAP26] its ways of writing a time are all one instant', () => {
    const instant = converting({ as: 'instant' })
    const ways = blocks('text')[1]!
      .split(/\n| {4,}/)
      .map(way => way.replace(/ *\((Excel|seconds|milliseconds)\)/, '').trim())
      .flatMap(way => way.split(/ {2,}/))
      .filter(way => way !== '')
    expect(ways.length).toBeGreaterThan(10)
    for (const way of ways) expect(instant(way), way).toBe(at('2026-11-22T09:01:02'))
  })
})
