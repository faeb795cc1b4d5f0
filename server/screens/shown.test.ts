import { expect, test } from 'vitest'
import type { Fields } from '../../shared/model/value.ts'
import { sceneText } from '../../shared/sync/scene-proof.ts'
import { createAlarms } from '../alarms/alarms.ts'
import type { AuditEntry } from '../audit/audit.ts'
import { sha256 } from '../signing/signing-key.ts'
import type { Screen } from './screen-store.ts'
import { createShownReports } from './shown.ts'

const A: Fields = { id: 'a', title: '甲', signature: 's' }
const B: Fields = { id: 'a', title: '乙', signature: 't' }
const [PAGE, OTHER_PAGE] = ['0123456789abcdef', 'fedcba9876543210']
const hall: Screen = {
  ...{ id: 's1', name: '指挥大厅', audience: 'public', place: '211000', networks: [] },
  ...{ key: { kty: 'EC', crv: 'P-256', x: '', y: '' }, pairedAt: 0, pairedBy: 'ops', revokedAt: null },
}

function standing() {
  const state = { now: 0, setBy: 0, served: A, version: PAGE }
  const audited: AuditEntry[] = []
  const alarms = createAlarms({ log: () => undefined, now: () => state.now + state.setBy })
  const reports = createShownReports({
    ...{ screens: () => [hall], audit: { write: entry => audited.push(entry) }, alarms },
    log: message => {
      throw new Error(message)
    },
    ...{ now: () => state.now + state.setBy, elapsed: () => state.now, version: () => state.version },
    served: key => (key === 'doc:scene/a' ? state.served : null),
  })
  return {
    ...{ state, audited, reports },
    alarm: () => alarms.raised.get('screens-differ')?.message,
    /** Ten seconds later it says so. */
    say(
      document: Fields | null,
      more: { version?: string; refused?: readonly string[]; socket?: string } = {},
    ) {
      state.now += 10_000
      const { version = PAGE, refused = [], socket = 'x' } = more
      const scene = document === null ? null : { id: 'a', hash: sha256(sceneText('a', document)) }
      reports.hear('s1', socket, { scene, version, refused: [...refused] })
    },
    saidInAudit: () => audited.map(({ object, outcome, details }) => [object, outcome, details['shows']]),
  }
}

test('[SCD16] (T-WALL-03) a wall that shows something else than it is given is an alarm by its second report, and in the audit once for each change', () => {
  const { state, reports, alarm, say, saidInAudit } = standing()
  expect(reports.of('s1')).toBeNull()
  say(A)
  expect([reports.of('s1')?.verdict, alarm()]).toEqual(['same', undefined])
  // What was published just now is there with the next report.
  state.served = B
  say(A)
  expect([reports.of('s1')?.verdict, alarm()]).toEqual(['scene', undefined])
  say(B)
  expect(alarm()).toBeUndefined()
  say(A)
  say(A)
  expect(alarm()).toContain('指挥大厅')
  for (let i = 0; i < 5; i++) say(A)
  expect(saidInAudit()).toEqual([['screen/s1', 'failed', 'scene']])
  say(B)
  expect([alarm(), reports.of('s1')?.verdict]).toEqual([undefined, 'same'])
  say(A, { refused: ['a'] })
  say(A, { refused: ['a'] })
  expect(alarm()).toContain('refuses it')
  expect(saidInAudit().slice(1)).toEqual([
    ['screen/s1', 'done', 'same'],
    ['screen/s1', 'failed', 'refused'],
  ])
  // Nothing on show is nothing wrong.
  say(null)
  expect(alarm()).toBeUndefined()
})

test('[SCD16] two pages under one pairing do not cover for each other, and who falls silent is forgotten', () => {
  const { state, reports, alarm, say } = standing()
  for (let i = 0; i < 2; i++) {
    say(B, { socket: 'rogue' })
    say(A)
  }
  expect(alarm()).toContain('指挥大厅')
  for (let i = 0; i < 3; i++) say(A)
  reports.look()
  expect(alarm()).toBeUndefined()
  state.now += 25_001
  reports.look()
  expect(reports.of('s1')).toBeNull()
})

test.each([24 * 3_600_000, -24 * 3_600_000])(
  '[SCD19] (F-47, T-WALL-03) the clock is set by %i ms: what a wall does not show as it should stays an alarm, and who falls silent is forgotten as soon as before',
  step => {
    const { state, reports, alarm, say } = standing()
    say(B)
    say(B)
    state.setBy = step
    reports.look()
    expect([alarm(), reports.of('s1')?.verdict]).toEqual([expect.stringContaining('指挥大厅'), 'scene'])
    state.now += 25_000
    reports.look()
    expect(alarm()).toContain('指挥大厅')
    state.now += 1
    reports.look()
    expect([alarm(), reports.of('s1')]).toEqual([undefined, null])
  },
)

test.each([3_600_000, -3_600_000])(
  '[SCD12] [SCD19] (F-47) the clock is set by %i ms: walls have the same three minutes to load other pages',
  step => {
    const { state, alarm, say } = standing()
    say(A)
    state.version = OTHER_PAGE
    say(A)
    state.setBy = step
    for (let i = 0; i < 17; i++) say(A)
    expect(alarm()).toBeUndefined()
    for (let i = 0; i < 3; i++) say(A)
    expect(alarm()).toContain('another build')
  },
)

test('[SCD12] a page of another build is an alarm, but not while walls load what was served just now', () => {
  const { state, alarm, say } = standing()
  state.now = 200_000
  say(A)
  state.version = OTHER_PAGE
  for (let i = 0; i < 10; i++) say(A)
  expect(alarm()).toBeUndefined()
  say(A, { version: OTHER_PAGE })
  state.now += 180_000
  say(A, { version: OTHER_PAGE })
  expect(alarm()).toBeUndefined()
  say(A)
  say(A)
  expect(alarm()).toContain('another build')
  // Where there are no pages there is nothing to hold it against.
  state.version = ''
  say(A)
  expect(alarm()).toBeUndefined()
})
