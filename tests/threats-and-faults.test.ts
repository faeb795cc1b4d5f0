import { expect, test } from 'vitest'
import { answeredIn, rulesOf } from './answered.ts'

const FAULTS = Array.from({ length: 56 }, (_, i) => `F-${String(i + 1).padStart(2, '0')}`)
/** How many there are of each family. */
const THREATS = {
  ...{
    AUTH: 4,
    MFA: 1,
    RBAC: 3,
    CSRF: 1,
    XSS: 4,
    SSRF: 3,
    SQLI: 3,
    EXPR: 2,
    REDOS: 1,
    PP: 1,
    JSON: 1,
    ZIP: 1,
    CSV: 1,
  },
  ...{ UPL: 1, HOOK: 2, SOCK: 1, HTTP: 2, PII: 3, SEC: 2, AUD: 3, WALL: 4, SUP: 2, EGR: 1, CLU: 1, ERR: 1 },
}
const threats = Object.entries(THREATS).flatMap(([family, count]) =>
  Array.from({ length: count }, (_, i) => `T-${family}-${String(i + 1).padStart(2, '0')}`),
)

test.each([
  ['docs/threats.md', threats],
  ['docs/faults.md', FAULTS],
])('[ASV2] %s has each once, and whatever is answered by a rule names one that exists', (file, ids) => {
  const rows = answeredIn(file, id => /^[TF]-/.test(id))
  expect(rows.map(({ id }) => id)).toEqual(ids)
  for (const { id, answer } of rows) {
    const { named, unknown } = rulesOf(answer)
    expect(unknown, id).toEqual([])
    expect(named.length > 0 || /^(N\/A: |OPEN)/.test(answer), `${id}: ${answer}`).toBe(true)
  }
})
