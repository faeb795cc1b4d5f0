import { expect, test } from 'vitest'
import { readSettings, settingsIn } from './settings-text.ts'

test('[STO1] an address sets up a wall without a hand', () => {
  expect(settingsIn('?lang=en&contrast=high&motion=off&k=1.2&seams=1920,3840')).toEqual({
    language: 'en',
    contrast: 'high',
    motion: 'off',
    k: 1.2,
    seams: [1920, 3840],
  })
})

test('[STO1] what is not understood is left out and hides nothing', () => {
  expect(settingsIn('?lang=fr&contrast=1&k=-1&seams=a,,0')).toEqual({})
  expect(settingsIn('')).toEqual({})
  expect(readSettings(null)).toEqual({})
  expect(readSettings('not json')).toEqual({})
  expect(readSettings('null')).toEqual({})
  expect(readSettings('{"language":"en","k":"x","contrast":7}')).toEqual({ language: 'en' })
})
