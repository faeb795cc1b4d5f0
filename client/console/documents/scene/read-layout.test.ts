import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { Check } from 'typebox/schema'
import { expect, test } from 'vitest'
import { LayoutDocument } from '../../../../shared/layout/document.ts'
import type { SceneDocument } from '../../../../shared/model/documents.ts'
import type { Fields, Value } from '../../../../shared/model/value.ts'
import { isLayout } from './read-layout.ts'

const folder = join(import.meta.dirname, '../../../../documents/scenes')
const layouts = readdirSync(folder).flatMap(name =>
  Object.values((JSON.parse(readFileSync(join(folder, name), 'utf8')) as SceneDocument).layouts),
) as Fields[]

/** One value somewhere in it is another one, or there is one more. */
function mutated(value: Value, path: readonly number[], to: Value, name: string): Value {
  if (typeof value !== 'object' || value === null) return to
  const keys = Object.keys(value)
  const [first = 0, ...rest] = path
  const key = keys[first % Math.max(1, keys.length)]
  if (rest.length === 0 || key === undefined) return withMore(value, to, name)
  const inner = mutated((value as Fields)[key] as Value, rest, to, name)
  return Array.isArray(value)
    ? (value as Value[]).map((each, i) => (String(i) === key ? inner : each))
    : { ...(value as Fields), [key]: inner }
}
const withMore = (value: object, to: Value, name: string): Value =>
  Array.isArray(value) ? [...(value as Value[]), to] : { ...(value as Fields), [name]: to }
const odd = fc.constantFrom<Value>(
  ...['420', '1fr', 'auto', '12345', '1.2345fr', '', 'A', 'frame', 0, 1, 9999, 10_000, 1.5, null, true],
  ...[[], {}, ['1fr'], { column: 1, row: 2 }, [{ panel: 'a', size: '1fr' }]],
)

test('[SCF7] a layout is read by just the bounds that the server judges it by', () => {
  for (const layout of layouts) expect(isLayout(layout)).toBe(true)
  let good = 0
  let bad = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...layouts),
      fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 6 }),
      odd,
      fc.constantFrom('stacks', 'overlays', 'gap', 'drop', 'areas', 'extra', 'panel', 'size', 'along'),
      (layout, path, to, name) => {
        const value = mutated(layout, path, to, name)
        const isGood = Check(LayoutDocument, value)
        expect(isLayout(value)).toBe(isGood)
        if (isGood) good++
        else bad++
      },
    ),
    { numRuns: 3000 },
  )
  expect(Math.min(good, bad)).toBeGreaterThan(50)
})
