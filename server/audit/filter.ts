import { OUTCOMES, type AuditFilter } from '../../shared/audit/record.ts'
import { isoOf } from '../../shared/calendar/civil.ts'
import { parseInstant } from '../../shared/calendar/instant.ts'

/** What was asked for is none; the sentence says what would be. */
export class FilterError extends Error {
  override readonly name = 'FilterError'
}

const MOST = 200

const TEXTS = ['actor', 'action', 'object', 'address'] as const

/** `given` has a text for each name, '' where it was not asked for. */
export function readFilter(given: (name: string) => string): AuditFilter {
  const texts = TEXTS.flatMap(name => {
    const text = given(name)
    if (text.length > MOST) throw new FilterError(`${name} has at most ${MOST} characters`)
    return text === '' ? [] : [[name, text] as const]
  })
  const [from, to] = [instantOf('from', given('from')), instantOf('to', given('to'))]
  if (from !== null && to !== null && from >= to) throw new FilterError('from must be before to')
  const asked = given('outcome')
  const outcome = OUTCOMES.find(each => each === asked)
  if (asked !== '' && outcome === undefined) throw new FilterError(`outcome is one of ${OUTCOMES.join(', ')}`)
  return {
    ...(Object.fromEntries(texts) as AuditFilter),
    ...(from !== null && { from: isoOf(from) }),
    ...(to !== null && { to: isoOf(to) }),
    ...(outcome && { outcome }),
  }
}

/** Records are found by their texts, which are of one offset: the same instant of another offset must become that text first. */
function instantOf(name: string, text: string): number | null {
  if (text === '') return null
  const instant = text.length > MOST ? null : parseInstant(text)
  if (instant !== null) return instant
  const hint = / \d\d:\d\d$/.test(text) ? ' (in an address, + is written %2B)' : ''
  throw new FilterError(
    `${name} is an instant with its offset (RFC 3339), e.g. 2026-11-29T08:00:00+08:00 or 2026-11-29T00:00:00Z${hint}`,
  )
}
