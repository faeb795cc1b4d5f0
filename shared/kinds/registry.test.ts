import { expect, test } from 'vitest'
import type { Kind } from './kind.ts'
import { kinds } from './registry.ts'

test('[KIND7] kinds have an id, a version and a title of their own', () => {
  expect(new Set(kinds.map(kind => kind.id)).size).toBe(kinds.length)
  for (const kind of kinds) {
    expect(kind.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(Number.isInteger(kind.version) && kind.version > 0, kind.id).toBe(true)
    expect(kind.title.zh !== '' && kind.title.en !== '', kind.id).toBe(true)
    expect(Object.keys(kind.parts)[0], kind.id).toMatch(/^(main:?|reading)$/)
  }
})

test('[KIND7] columns are named once, and every row, inner ones too, has its event, kind and area', () => {
  for (const kind of kinds) {
    for (const [over, columns] of Object.entries({ '': kind.columns, ...kind.inner })) {
      const names = columns.map(column => column.name)
      expect(new Set(names).size, `${kind.id} ${over}`).toBe(names.length)
      for (const needed of neededIn(kind, over)) expect(names, `${kind.id} ${over}`).toContain(needed)
      for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/)
    }
  }
})

/** A row of a rollup is made by the fold: its device and its time are what tells it from the others. */
function neededIn({ telemetry }: Kind, over: string): readonly string[] {
  const named = telemetry === undefined ? 'key' : 'device'
  return ['event', 'kind', 'area', ...(over === '' ? [] : [named])]
}
