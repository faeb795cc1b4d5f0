import { expect, test } from 'vitest'
import { areas } from '../widgets/widget.fixture.ts'
import { trailTo } from './place-trail.ts'

const place = (id: string) => areas.byId(id) ?? areas.city

test('[FRM6] from a town the way leads back over its district to the city, and from the city nowhere', () => {
  expect(trailTo(place('211002016'), 'city').map(({ name, to, isCurrent }) => [name, to, isCurrent])).toEqual(
    [
      ['辽阳市', '/desk/city/211000', false],
      ['白塔区', '/desk/city/211002', false],
      ['文圣街道', '/desk/city/211002016', true],
    ],
  )
  expect(trailTo(areas.city, 'city')).toEqual([])
})
