import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { About } from '../../shared/sync/about.ts'
import { aboutWords } from '../language/about.ts'
import { aboutView } from './view.ts'

const feed = (id: string, department: string, simulated: boolean) => ({
  ...{
    id,
    title: { zh: `${id}源`, en: id },
    department: { zh: department, en: `${department}-en` },
    simulated,
  },
})
const ABOUT: About = {
  version: '1.2.3',
  areas: { source: 'GeoNames (CC BY 4.0)', asOf: '2023-06-30' },
  boundary: null,
  calendars: [
    { title: { zh: '工作日历', en: 'Workdays' }, source: '国务院通知', from: '2004-01-01', to: '2026-12-28' },
  ],
  feeds: [feed('a', '市城管局', true), feed('b', '市住建局', true), feed('c', '市城管局', false)],
}
const seen = (about: About, language: 'zh' | 'en' = 'zh') => aboutView(about, aboutWords(language), language)

test('[ABT1] sources stand with their days as the documents say them, and the map of the city with its approval', () => {
  const { version, credits } = seen(ABOUT)
  expect(version).toBe('1.2.3')
  expect(credits.map(({ name, said, date }) => [name, said, date])).toEqual([
    ['区划与地图', 'GeoNames (CC BY 4.0)', '截至 2023-06-30'],
    ['工作日历', '国务院通知', '2004-01-01 至 2026-12-28'],
  ])
  const review = {
    reviewNumber: '辽S〔2026〕1号',
    approvedOn: '2026-03-01',
    licence: '公开',
    source: '市自然资源局',
  }
  expect(seen({ ...ABOUT, boundary: review }).credits[1]).toMatchObject({
    ...{ name: '审图号 辽S〔2026〕1号', said: '市自然资源局 · 公开', date: '截至 2026-03-01' },
  })
})

test('[ABT1] what is shipped credits GeoNames with its licence', () => {
  const file = new URL('../../documents/areas/liaoyang.json', import.meta.url)
  const { source, asOf } = JSON.parse(readFileSync(file, 'utf8')) as { source: string; asOf: string }
  expect(seen({ ...ABOUT, areas: { source, asOf } }).credits[0]!.said).toMatch(/GeoNames.*CC BY 4\.0/)
})

test('[ABT2] feeds stand with their departments, and pretend ones are marked', () => {
  const { feeds, suppliers } = seen(ABOUT)
  expect([feeds, suppliers]).toEqual([
    3,
    [
      { department: '市城管局', feeds: 'a源、c源', simulated: false },
      { department: '市住建局', feeds: 'b源', simulated: true },
    ],
  ])
  expect(seen(ABOUT, 'en').suppliers[0]).toMatchObject({ department: '市城管局-en', feeds: 'a, c' })
})
