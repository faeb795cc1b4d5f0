import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { areasDocument, formatAreas } from '../scripts/areas-document.ts'

const read = (name: string) => readFileSync(new URL(`../documents/areas/${name}`, import.meta.url), 'utf8')

test('[AR4] the shipped areas are what their sources say, byte for byte', () => {
  const table = read('source/liaoyang-areas.csv')
  const mosaic = read('source/liaoyang-hex.json')
  const document = areasDocument(table, mosaic)
  expect(formatAreas(document)).toBe(read('liaoyang.json'))
  const cells = (JSON.parse(mosaic) as { cells: unknown[] }).cells.length
  expect(document.towns.flatMap(t => t.cells).length).toBe(cells)
})
