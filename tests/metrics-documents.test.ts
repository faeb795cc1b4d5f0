import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { kinds } from '../shared/kinds/registry.ts'
import { parseMetric } from '../shared/metrics/document.ts'

const root = new URL('..', import.meta.url).pathname
const files = globSync('documents/metrics/*.json', { cwd: root }).sort()

test('[MET5] every shipped metric parses against the kinds and is named after its id', () => {
  expect(files.length).toBeGreaterThan(30)
  for (const file of files) {
    const raw: unknown = JSON.parse(readFileSync(`${root}/${file}`, 'utf8'))
    const parsed = parseMetric(raw, kinds)
    expect(parsed.ok ? [] : parsed.faults, file).toEqual([])
    expect(parsed.ok && parsed.document.id, file).toBe(basename(file, '.json'))
  }
})
