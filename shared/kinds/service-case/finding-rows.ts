import { told } from '../fields.ts'
import type { Row } from '../kind.ts'
import type { CaseFile, Finding } from './case-file.ts'

/** What was found in the case (PRV-06), the oldest first; it is open until it was mended. */
export const findingRows = (file: CaseFile): Row[] =>
  [...file.findings].sort(inTime).map(finding => rowOf(file, finding))

const inTime = (a: Finding, b: Finding): number =>
  a.fields.foundAt - b.fields.foundAt || (a.key < b.key ? -1 : 1)

function rowOf({ main, fields }: CaseFile, { key, fields: finding }: Finding): Row {
  const mendedAt = told(finding.mendedAt)
  const isMended = mendedAt !== null
  return {
    ...{ key, event: finding.foundAt, kind: 'service-case', area: main.area },
    ...{ number: fields.caseNo, title: finding.matter, item: told(fields.itemName) },
    ...{ means: finding.means, outcome: told(finding.outcome) },
    department: told(finding.department ?? fields.department),
    ...{ open: !isMended, done: isMended, state: isMended ? 'mended' : 'unmended' },
    ...{ light: isMended ? 'green' : 'yellow', mendedAt },
  }
}
