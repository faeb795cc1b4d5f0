import type { Log } from '../log.ts'

/** Something that somebody must look at goes on for as long as it is raised. */
export interface Alarms {
  /** Says so as an error, once while it goes on and again each hour. */
  raise(name: string, message: string): void
  /** It is over. */
  clear(name: string): void
  /** Those that go on, by name: since when (epoch ms), and what was said last. */
  readonly raised: ReadonlyMap<string, { readonly since: number; readonly message: string }>
  figures(): string[]
}

const SAY_AGAIN_MS = 3_600_000

export interface AlarmsParts {
  readonly log: Log
  readonly now: () => number
}

export function createAlarms({ log, now }: AlarmsParts): Alarms {
  const raised = new Map<string, { since: number; said: number; message: string }>()
  const names = new Set<string>()
  return {
    raise(name, message) {
      names.add(name)
      const before = raised.get(name)
      const at = now()
      const isOld = before !== undefined && Math.abs(at - before.said) < SAY_AGAIN_MS
      if (!isOld) log('error', name, message)
      raised.set(name, { since: before?.since ?? at, said: isOld ? before.said : at, message })
    },
    clear(name) {
      if (raised.delete(name)) log('info', name, 'it is well again')
    },
    raised,
    figures: () => [
      '# HELP liaowang_alarm 1 while somebody must look at it',
      '# TYPE liaowang_alarm gauge',
      ...[...names].sort().map(name => `liaowang_alarm{name="${name}"} ${raised.has(name) ? 1 : 0}`),
    ],
  }
}
