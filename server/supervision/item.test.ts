import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeedCity } from '../deeds/deed-city.fixture.ts'
import { DISTRICT, openCity, OTHER_DISTRICT, PROJECT } from './supervision.fixture.ts'

let city: DeedCity
beforeEach(async () => {
  city = await openCity()
})
afterEach(() => city.close())

test('[PRES13] an item says what was pressed for it, the newest first, and whether this caller may press now', async () => {
  const leader = city.as(['leader'], { areas: [DISTRICT] })
  const viewer = city.as(['viewer'])
  const ask = (who: typeof leader, item = '6-2') =>
    who.get(`/api/supervisions/item?target=${encodeURIComponent(PROJECT)}&item=${item}`)
  let actions = 0
  const press = async () => {
    const issue = {
      action: `action-${++actions}`,
      target: PROJECT,
      item: '6-2',
      level: 'press',
      reason: '请办',
    }
    return (await leader.post('/api/supervisions', issue)).body.supervision.id as string
  }
  expect((await ask(leader)).body).toMatchObject({
    ...{ item: { title: '质量监督手续' }, supervisions: [], issue: 'leader' },
  })
  expect((await ask(viewer)).body.issue).toBeNull()
  const id = await press()
  expect((await ask(leader)).body).toMatchObject({ issue: null, supervisions: [{ id, can: ['close'] }] })
  await leader.post(`/api/supervisions/${id}/close`, { action: 'close-it', seen: 1, text: '已办结' })
  const again = await press()
  const { body } = await ask(viewer)
  expect(body.supervisions.map((each: { id: string }) => each.id)).toEqual([again, id])
  expect(body.supervisions[1].history).toHaveLength(2)
  expect((await ask(city.as(['viewer'], { areas: [OTHER_DISTRICT] }))).status).toBe(403)
  expect([(await ask(viewer, 'none')).status, (await ask(leader, '7-1')).body.issue]).toEqual([404, null])
})
