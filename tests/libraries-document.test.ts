import { expect, test } from 'vitest'
import { loadDocuments } from '../server/documents/load.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { scenesUsing } from '../shared/libraries/uses.ts'

const load = (folder: string) =>
  loadDocuments(new URL(`../${folder}`, import.meta.url).pathname, kinds, fault => {
    throw new Error(JSON.stringify(fault))
  })

test('[LIB5] (IOC-02) six libraries, each record of them with a feed and a department, each library with a scene that uses it', () => {
  const { libraries, feeds, scenes, metrics, facts } = load('documents')
  expect(libraries.libraries.map(({ title }) => title.zh)).toEqual([
    ...['人口库', '法人库', '自然资源和空间地理库', '宏观经济库', '社会信用库', '电子证照库'],
  ])
  const fed = new Set(feeds.map(({ kind }) => kind))
  for (const library of libraries.libraries) {
    expect(Object.keys(library.kinds).filter(kind => !fed.has(kind))).toEqual([])
    expect(scenesUsing(library, scenes, metrics), library.id).not.toEqual([])
  }
  expect(facts.filter(({ family }) => family === 'library')).toHaveLength(6)
})

test('[LIB1] a city without libraries has none of their numbers', () => {
  const { libraries, metrics, facts } = load('examples/qingtan')
  expect(libraries.libraries).toEqual([])
  expect(metrics.filter(({ id }) => id.startsWith('library.'))).toEqual([])
  expect(facts.filter(({ family }) => family === 'library')).toEqual([])
})
