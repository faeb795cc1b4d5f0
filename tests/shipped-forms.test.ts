import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { draftOf } from '../server/intake/intake.ts'
import { mappingOf } from '../server/intake/mapping.ts'
import { formsOf } from '../server/submissions/forms.ts'
import { cellsOf, recordsOf } from '../server/submissions/records.ts'
import { instant } from '../shared/calendar/naive.fixture.ts'
import { kinds } from '../shared/kinds/registry.ts'
import type { CellFields } from '../shared/kinds/submission/fields.ts'
import { mask } from '../shared/mapping/masking/mask.ts'
import { faultsOf, type FilledRow } from '../shared/submissions/filled.ts'
import type { FormColumn, SubmissionForm } from '../shared/submissions/form.ts'

const documents = loadDocuments(`${ROOT}/documents`, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})
const mapping = mappingOf(documents, kinds)
const forms = formsOf(documents.feeds)
const NOW = instant('2026-11-24 10:24')

/** What somebody may type into a column, with some that are odd and yet without fault. */
function typedInto(column: FormColumn): fc.Arbitrary<string> {
  const typed = withoutBlank(column)
  return column.required === true ? typed : fc.oneof(fc.constant(''), typed)
}
function withoutBlank(column: FormColumn): fc.Arbitrary<string> {
  switch (column.type) {
    case 'number':
      return fc
        .double({ min: column.least ?? -1e9, max: column.most ?? 1e9, noNaN: true })
        .map(value => value.toFixed(column.decimals))
    case 'date':
      return fc.constantFrom('2026-10-31', '2024-02-29')
    case 'choice':
      return fc.constantFrom(...column.choices.map(({ value }) => value))
    case 'text':
      return fc.constantFrom('刘二堡镇', '约 13800001234', 'a'.repeat(column.longest), '—', '<b>')
  }
}
const tables = ({ columns, lines, rows }: SubmissionForm): fc.Arbitrary<readonly FilledRow[]> => {
  const values = fc.record(Object.fromEntries(columns.map(column => [column.name, typedInto(column)])))
  const codes = lines?.map(({ code }) => code) ?? ['1', '2', '3'].slice(0, rows)
  return fc.tuple(...codes.map(() => values)).map(each => codes.map((row, i) => ({ row, values: each[i]! })))
}

describe('shipped forms', () => {
  test('[SUB9] there are some', () => {
    expect(forms.size).toBeGreaterThan(0)
  })
  test.each([...forms.values()].map(open => [open.id, open] as const))(
    '[SUB9] %s: what is without fault is mapped whole',
    (id, open) => {
      const feed = documents.feeds.find(each => each.id === id)!
      const map = mapping(feed)
      let tried = 0
      fc.assert(
        fc.property(tables(open.form), table => {
          fc.pre(faultsOf(open.form, table).length === 0)
          const cells = cellsOf(open.form, table) as unknown as readonly CellFields[]
          const records = recordsOf(open, {
            id: `${id}.2026-10`,
            period: '2026-10',
            at: NOW,
            cells,
            before: [],
            isCorrection: false,
          })
          const { facts, quarantined } = draftOf(id, { records }, map, NOW, mask)
          expect(quarantined).toEqual([])
          expect(facts).toHaveLength(records.length)
          tried++
        }),
        { numRuns: 60 },
      )
      expect(tried).toBeGreaterThan(10)
    },
  )
})
