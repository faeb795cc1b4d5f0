import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'
import { titlesOf } from '../scripts/spec/titles.ts'
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

/** Every test that would run, by the rules that its title begins with. */
const titles = new Map<string, string[]>()
for (const path of globSync('{shared,server,client,scripts,tests,mock-data}/**/*.{test,contract}.ts', {
  cwd: ROOT,
}))
  for (const { ids, text, runs } of titlesOf(path, readFileSync(join(ROOT, path), 'utf8')))
    if (runs) for (const rule of ids) titles.set(rule, [...(titles.get(rule) ?? []), text])

test.each([
  ['docs/threats.md', threats],
  ['docs/faults.md', FAULTS],
])(
  '[ASV2] %s has each once, and whatever is answered by rules has a test of one of them that names it',
  (file, ids) => {
    const rows = answeredIn(file, id => /^[TF]-/.test(id))
    expect(rows.map(({ id }) => id)).toEqual(ids)
    for (const { id, answer } of rows) {
      const { named, unknown } = rulesOf(answer)
      expect(unknown, id).toEqual([])
      const isNamed = named.some(rule => titles.get(rule)?.some(text => text.includes(id)) ?? false)
      expect(
        answer.startsWith('N/A') || named.length === 0 || isNamed,
        `${id}: none of the tests of ${named.join(', ')} names it`,
      ).toBe(true)
      expect(named.length > 0 || /^(N\/A: |OPEN)/.test(answer), `${id}: ${answer}`).toBe(true)
    }
  },
)
