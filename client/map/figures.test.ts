import { expect, test } from 'vitest'
import { townSums } from './figures.ts'
import { areas } from './liaoyang.fixture.ts'

test('[CTW33] a town whose district nobody knows of is unknown from above, and not 0', () => {
  const [one, other] = [areas.districts[0]!.id, areas.districts[1]!.id]
  const town = areas.towns.find(({ parent }) => parent?.id === one)!
  const cell = areas.cells.find(({ parent }) => parent === town)!
  const sums = townSums(areas, new Map([[cell.id, 7]]), [
    { id: one, count: 7 },
    { id: other, count: null },
  ])
  expect(sums.get(town.id)).toEqual({ count: 7 })
  for (const { id, parent } of areas.towns) {
    if (parent?.id === other) expect(sums.get(id)).toEqual({ count: null })
    else if (id !== town.id) expect(sums.get(id)).toEqual({ count: 0 })
  }
})
