import { expect, test } from 'vitest'
import type { Kind, Pressed } from './kind.ts'
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

test('[KIND11] what is pressed for has a clock, a department and a name, and is called as its kind is', () => {
  const pressed = kinds.filter(kind => kind.pressed !== undefined)
  expect(pressed.length).toBeGreaterThan(4)
  const matters = kinds.find(({ id }) => id === 'supervision')?.columns.find(({ name }) => name === 'matter')
  expect(matters?.codes).toEqual(Object.fromEntries(pressed.map(({ id, title }) => [id, title])))
  for (const { id, pressed: how, columns, inner } of pressed) {
    const { over = '', title, of = title } = how as Pressed
    const names = { '': columns, ...inner }[over]?.map(({ name }) => name)
    expect(names, id).toEqual(
      expect.arrayContaining(['open', 'overdue', 'dueAt', 'department', title, of]) as unknown,
    )
  }
})
