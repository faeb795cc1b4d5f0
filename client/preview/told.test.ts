import { expect, test } from 'vitest'
import { heardByForm, heardByPreview, heardByTrial } from './told.ts'

const ORIGIN = 'https://city.example'
const [ours, another] = [{} as Window, {} as Window]
const by = { origin: ORIGIN, source: ours }
const [scene, ready, trial] = [{ type: 'scene' }, { type: 'ready' }, { type: 'trial' }]

test('[SCF10] form and preview hear each other', () => {
  expect(heardByPreview({ ...by, data: scene }, by)).toBe(scene)
  expect(heardByForm({ ...by, data: ready }, by)).toBe(ready)
})

test('[FFM9] the form of a feed and the picture of its trial hear each other, and no picture what is for the other', () => {
  expect(heardByTrial({ ...by, data: trial }, by)).toBe(trial)
  expect(heardByForm({ ...by, data: { type: 'sized', height: 9 } }, by)).toEqual({ type: 'sized', height: 9 })
  expect([heardByTrial({ ...by, data: scene }, by), heardByPreview({ ...by, data: trial }, by)]).toEqual([
    null,
    null,
  ])
  expect(heardByTrial({ origin: 'https://evil.example', source: ours, data: trial }, by)).toBeNull()
})

test('[SCF10] what is not for them is not heard', () => {
  for (const data of [null, 'scene', 7, {}, { type: 'other' }, undefined]) {
    expect(heardByPreview({ ...by, data }, by)).toBeNull()
    expect(heardByForm({ ...by, data }, by)).toBeNull()
  }
  expect([heardByPreview({ ...by, data: ready }, by), heardByForm({ ...by, data: scene }, by)]).toEqual([
    null,
    null,
  ])
})

test.each([
  ['another origin in the right window', { origin: 'https://evil.example', source: ours }],
  ['an origin that only begins alike', { origin: `${ORIGIN}.evil.example`, source: ours }],
  ['a page without an origin', { origin: 'null', source: ours }],
  ['our origin in another window', { origin: ORIGIN, source: another }],
  ['nobody', { origin: ORIGIN, source: null }],
])('[SCF10] %s is not heard, whatever it says', (_name, who) => {
  expect(heardByPreview({ ...who, data: scene }, by)).toBeNull()
  expect(heardByForm({ ...who, data: ready }, by)).toBeNull()
  // A frame that is not there yet is nobody, and nobody is not heard.
  expect(
    heardByForm({ origin: ORIGIN, source: null, data: ready }, { origin: ORIGIN, source: undefined }),
  ).toBeNull()
})
