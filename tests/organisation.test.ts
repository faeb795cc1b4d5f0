import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { kinds } from '../shared/kinds/registry.ts'

test.each(['documents', 'examples/qingtan'])(
  '[ORG2] the organisation of %s has whoever keeps a feed, an office or a ledger by its documents',
  folder => {
    const documents = loadDocuments(join(ROOT, folder), kinds, fault => {
      throw new Error(JSON.stringify(fault))
    })
    const { organisation, feeds, problemOffices, reportOffices, ways } = documents
    const names = new Set(organisation.flatMap(({ name, fullName }) => [name, fullName ?? name]))
    // What people fill in on our own pages is kept by the platform itself.
    const keepers = feeds
      .filter(({ connector }) => connector !== 'form')
      .map(({ department }) => department.zh)
    const asked = [
      ...keepers.filter(name => name !== '本平台'),
      ...[...Object.values(problemOffices), ...Object.values(reportOffices)],
      ...ways.flatMap(({ department, keeper }) => [department ?? [], keeper ?? []].flat()),
    ]
    expect(asked.length).toBeGreaterThan(0)
    expect([...new Set(asked)].filter(name => !names.has(name))).toEqual([])
  },
)
