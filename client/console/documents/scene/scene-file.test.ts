import { expect, test } from 'vitest'
import { written } from '../written.ts'
import { takenIn } from './scene-file.ts'

const scene = { id: 'a', title: { zh: '甲', en: '' }, panels: [], layouts: { phone: 3 }, extra: { b: [1] } }

test('[SCF9] what was given as a file comes in again as it was, under the id of the scene that is open', () => {
  expect(takenIn(written(scene), null)).toEqual(scene)
  expect(takenIn(written(scene), 'b')).toEqual({ ...scene, id: 'b' })
})

test('[SCF9] what is no scene is not taken', () => {
  for (const text of ['', '[]', 'null', '{"id": "a"}', '{"panels": {}, "layouts": {}}', '{"panels": []'])
    expect(takenIn(text, null)).toBeNull()
})
