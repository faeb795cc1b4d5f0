// node scripts/make-areas.ts: builds documents/areas/liaoyang.json from the two source files beside it.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseAreas } from '../shared/areas/document.ts'
import { areasDocument, formatAreas } from './areas-document.ts'

const folder = new URL('../documents/areas/', import.meta.url)
const source = (name: string) => readFileSync(new URL(`source/${name}`, folder), 'utf8')

const document = areasDocument(source('liaoyang-areas.csv'), source('liaoyang-hex.json'))
const parsed = parseAreas(document)
if (parsed.ok) {
  writeFileSync(new URL('liaoyang.json', folder), formatAreas(document))
} else {
  process.stderr.write(
    `documents/areas/source is at fault, nothing was written:\n${parsed.faults.join('\n')}\n`,
  )
  process.exitCode = 1
}
