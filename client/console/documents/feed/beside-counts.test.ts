import { expect, test } from 'vitest'
import { feedRunningWords } from '../../../language/feed-running.ts'
import { countRows, isOlder } from './beside-counts.ts'

const NONE = { same: 0, differs: 0, onlyBefore: 0, onlyAfter: 0, neither: 0, passedOver: 0 }

test('[FFM11] what came in is told by what both versions make of it, that nothing differs too', () => {
  const words = feedRunningWords('zh')
  expect(countRows(NONE, words)).toEqual([])
  const rows = countRows({ ...NONE, same: 7, passedOver: 2 }, words)
  expect(rows.map(({ title, count }) => `${title} ${count}`)).toEqual([
    ...['相同 7', '不同 0', '只有现行通过 0', '只有新版通过 0', '来得太快未比 2'],
  ])
})

test('[FFM11] a change that makes other records than what runs is told; another order of members, a title or a rhythm is none', () => {
  const document = { id: 'a', kind: 'case', source: 's', mapping: { id: { from: 'x' }, at: { from: 'y' } } }
  const same = { ...document, title: { zh: '新' }, mapping: { at: { from: 'y' }, id: { from: 'x' } } }
  expect(isOlder({ document }, same)).toBe(false)
  expect(isOlder({ document }, { ...document, kind: 'project' })).toBe(true)
  expect(isOlder({ document }, { ...document, mapping: {} })).toBe(true)
})
