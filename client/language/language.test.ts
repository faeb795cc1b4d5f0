import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import { moreZh } from './more-zh.ts'
import { createLanguages } from './languages.ts'
import { sayIn } from './say-in.fixture.ts'
import { textIn } from './say.ts'
import { zh } from './zh.ts'

interface Tree {
  readonly [name: string]: string | Tree
}

const leaves = (tree: Tree, before = ''): (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[before + name, value] as const] : leaves(value, `${before}${name}.`),
  )
const whole = { ...zh, ...moreZh }
const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort()

test('[FRM4] both languages have the same words, each with the same gaps', () => {
  const english = new Map(leaves(en))
  expect([...english.keys()].sort()).toEqual(
    leaves(whole)
      .map(([key]) => key)
      .sort(),
  )
  for (const [key, text] of leaves(whole))
    expect([key, gaps(english.get(key) ?? '')]).toEqual([key, gaps(text)])
})

/** Powers of ten and endings of names belong to the data they are found in; the map brings its own words with it. */
const NOT_WORDS = new Set([
  ...['figures/number.ts', 'map/figures.ts', 'map/words.ts'],
  ...['widgets/limit-river/line.ts', 'widgets/queue-ticks/view.ts'],
])

test('[FRM4] no Chinese stands outside of client/language', () => {
  const client = join(import.meta.dirname, '..')
  const files = globSync('**/*.{ts,vue}', { cwd: client }).filter(
    path => !/(^language\/|\.(test|fixture)\.ts$)/.test(path) && !NOT_WORDS.has(path),
  )
  expect(files.length).toBeGreaterThan(60)
  const found = files.filter(path => /[\u4e00-\u9fff]/.test(code(readFileSync(join(client, path), 'utf8'))))
  expect(found).toEqual([])
})

const code = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(^|\s)\/\/.*/g, '')

test('[FRM4] a document without an English text is shown in Chinese rather than not at all', () => {
  expect(textIn('en', { zh: '总览', en: '' })).toBe('总览')
  expect(textIn('en', { zh: '总览', en: 'Overview' })).toBe('Overview')
  expect(textIn('zh', undefined)).toBe('')
  expect(sayIn('en')('freshness.late', { span: '6 min' })).toBe('6 min late')
})

test('[FRM4] a page says Chinese until the English words are there, and learns what comes with a widget', async () => {
  const { say, speak, learn } = createLanguages()
  expect(say('freshness.late', { span: '6 分' })).toBe(sayIn('zh')('freshness.late', { span: '6 分' }))
  // Not learned yet: no wall stops for a word.
  expect(say('visitors.inside')).toBe('visitors.inside')
  learn(moreZh)
  expect(say('visitors.inside')).toBe(moreZh.visitors.inside)
  await speak('en')
  expect(say('visitors.inside')).toBe(en.visitors.inside)
  await speak('zh')
  expect(say('visitors.inside')).toBe(moreZh.visitors.inside)
})
