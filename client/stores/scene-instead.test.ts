import { expect, test } from 'vitest'
import { sceneInstead } from './scene-instead.ts'

test('[STO2] a scene that is retired gives way to the next that is still there, at the end to the first', () => {
  expect(sceneInstead(['a', 'b', 'c'], ['a', 'c'], 'b')).toBe('c')
  expect(sceneInstead(['a', 'b', 'c'], ['a', 'b'], 'c')).toBe('a')
  expect(sceneInstead(['a', 'b', 'c'], ['a', 'd'], 'b')).toBe('a')
  expect(sceneInstead([], ['a', 'b'], 'x')).toBe('a')
  // A refused scene may still stand in the last picture; it does not follow itself.
  expect(sceneInstead(['a', 'b'], ['a', 'b'], 'a')).toBe('b')
  expect(sceneInstead(['a'], [], 'a')).toBeNull()
})
