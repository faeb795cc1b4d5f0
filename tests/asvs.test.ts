import { expect, test } from 'vitest'
import { answeredIn, rulesOf } from './answered.ts'

/** Of levels 1 and 2 in ASVS 5.0.0. */
const REQUIREMENTS = 253

/** Somebody answers for it, in a post, since a day. */
const DEVIATION = /^Deviation \([a-z ]+, \d{4}-\d{2}-\d{2}\): \S/

const rows = answeredIn('docs/asvs.md', id => /^\d+\.\d+\.\d+$/.test(id))

test('[ASV1] every requirement has a row, and every rule that answers one exists', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(REQUIREMENTS)
  expect(rows).toHaveLength(REQUIREMENTS)
  for (const { id, answer } of rows) {
    const { named, unknown } = rulesOf(answer)
    expect(unknown, id).toEqual([])
    const isAnswered =
      named.length > 0 ||
      DEVIATION.test(answer) ||
      /^(N\/A: |`docs\/)/.test(answer) ||
      answer.includes('OPEN: ')
    expect(isAnswered, `${id}: ${answer}`).toBe(true)
  }
  const deviating = rows.filter(({ answer }) => answer.startsWith('Deviation'))
  expect(deviating.map(({ id }) => id)).toEqual(['6.2.5', '6.2.10', '6.3.3'])
  for (const { id, answer } of deviating) expect(answer, id).toMatch(DEVIATION)
})
