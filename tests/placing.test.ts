import { expect, test } from 'vitest'
import { createPlaces } from '../mock-data/places.ts'
import { cellCentre } from '../mock-data/positions.ts'
import { areaAtOf } from '../shared/areas/area-at.ts'
import { areas } from '../shared/city/ticket.fixture.ts'

test('[LYR2] what the pretend city says of a position is found in the cell of the mosaic that it means', () => {
  const areaAt = areaAtOf(areas)
  const places = createPlaces(areas.document)
  for (const { code, cells } of areas.document.towns)
    for (const cell of cells) {
      const { lon, lat } = cellCentre(places, cell)
      expect(areaAt([lon, lat])).toBe(`${code}:${cell.join(',')}`)
    }
  expect([areaAt([121.9, 38.4]), areaAt([0, 0])]).toEqual([null, null])
})
