import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { luminance } from '../map/luminance.fixture.ts'
import { fade, mix } from './colour.ts'
import { tokensFrom } from './tokens.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The properties of the block that follows `selector {`. */
function block(selector: string): ReadonlyMap<string, string> {
  const from = css.indexOf(`${selector} {`)
  expect(from, selector).toBeGreaterThan(-1)
  const body = css.slice(from, css.indexOf('}', from))
  return new Map([...body.matchAll(/(--[\w-]+): ([^;]+);/g)].map(match => [match[1]!, match[2]!]))
}
const wall = block(':root')
const high = block(":root[data-contrast='high']")
const preferred = block(":root:not([data-contrast='normal'])")
const contrast = (text: string, ground: string) => (luminance(text) + 0.05) / (luminance(ground) + 0.05)
const highOrWall = (name: string) => high.get(name) ?? wall.get(name)!

test('[TH1] the two ways to high contrast set the same', () => {
  expect(high.size).toBeGreaterThan(15)
  expect([...preferred]).toEqual([...high])
  for (const name of high.keys()) expect([...wall.keys()]).toContain(name)
})

test.each([
  ['--t1', 15],
  ['--t2', 9],
  ['--t3', 5.5],
  ['--d1', 3],
  ['--d2', 3],
  ['--d3', 3],
  ['--d4', 3],
  ['--d5', 3],
  ['--d6', 3],
  ['--ok', 4.5],
  ['--warn', 4.5],
  ['--bad', 4.5],
  ['--replay', 4.5],
])('[TH2] %s reads at %f:1 on the ground and on raised surfaces', (name, least) => {
  expect(contrast(wall.get(name)!, wall.get('--bg')!)).toBeGreaterThanOrEqual(least)
  expect(contrast(wall.get(name)!, wall.get('--s2')!)).toBeGreaterThanOrEqual(least * 0.85)
})

test.each(['--t1', '--t2', '--t3', '--d1', '--ok', '--warn', '--bad', '--replay'])(
  '[TH2] %s reads at 7:1 in high contrast',
  name => {
    expect(contrast(highOrWall(name), highOrWall('--bg'))).toBeGreaterThanOrEqual(7)
  },
)

test('[TH5] the red of the party is a line that can be seen, darker than the red of a state, and no red in high contrast', () => {
  const line = wall.get('--party')!
  expect(contrast(line, wall.get('--bg')!)).toBeGreaterThanOrEqual(3)
  expect(contrast(wall.get('--bad')!, line)).toBeGreaterThanOrEqual(2)
  expect(high.get('--party')).toBe(high.get('--t3'))
})

test('[TH3] a missing token is named', () => {
  expect(() => tokensFrom(name => (name === '--t2' ? ' ' : '#000000'))).toThrow(/--t2 is not set/)
})

test('[TH3] every token that canvas reads is set', () => {
  const tokens = tokensFrom(name => wall.get(name) ?? '')
  expect(tokens.bg).toBe('#05080d')
  expect(tokens.sans).toContain('Noto Sans SC Variable')
})

test('[TH4] colours mix channel by channel', () => {
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
  expect(mix('#102030', '#f0e0d0', 0)).toBe('#102030')
  expect(mix('#102030', '#f0e0d0', 1)).toBe('#f0e0d0')
  expect(fade('#102030', 0.5)).toBe('rgba(16,32,48,0.5)')
  expect(mix('#000', '#fff', 0.5)).toBe('#808080')
  expect(fade('#12f', 0.5)).toBe('rgba(17,34,255,0.5)')
})
