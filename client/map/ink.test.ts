import { expect, test } from 'vitest'
import { inked } from './ink.ts'
import { palette } from './liaoyang.fixture.ts'
import { luminance } from './luminance.fixture.ts'

/** How far the channels of a colour lie apart. */
const colourfulness = (hex: string): number => {
  const channels = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16))
  return Math.max(...channels) - Math.min(...channels)
}

test('[HX34] what is not live is greyer the longer it is silent, and its columns keep their order', () => {
  expect(inked(palette, 'live')).toBe(palette)
  const [soft, dim] = [inked(palette, 'soft'), inked(palette, 'dim')]
  for (const { columns } of [soft, dim]) {
    const steps = columns.map(({ cap }) => luminance(cap))
    expect([...steps].sort((a, b) => a - b)).toEqual(steps)
    expect(new Set(steps).size).toBe(5)
  }
  const brightest = [palette, soft, dim].map(({ columns }) => luminance(columns[4]?.cap ?? ''))
  expect(brightest).toEqual([...brightest].sort((a, b) => b - a))
  expect(colourfulness(dim.columns[0]?.left[0] ?? '')).toBeLessThan(
    colourfulness(palette.columns[0]?.left[0] ?? ''),
  )
})

test('[HX34] the counts of a map that is not live are in the ink of late and of failed numbers', () => {
  expect([inked(palette, 'soft').d2, inked(palette, 'dim').d2]).toEqual([palette.t2, palette.t3])
})
