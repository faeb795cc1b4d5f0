import { documentKey } from '../../shared/model/cell.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import type { Shown } from '../../shared/sync/protocol.ts'
import { sceneText } from '../../shared/sync/scene-proof.ts'
import type { Alarms } from '../alarms/alarms.ts'
import { AuditError, type Audit } from '../audit/audit.ts'
import { sha256 } from '../signing/signing-key.ts'
import type { Screen } from './screen-store.ts'

/** What a wall says that it shows, beside what it is given. */
export type Verdict =
  | 'same'
  /** It shows another scene document than the server has in force. */
  | 'scene'
  /** Its page is of another build than the server's. */
  | 'page'
  /** It was given a scene that is not signed by the key it knows. */
  | 'refused'

export interface ToldShown {
  readonly verdict: Verdict
  /** World time. */
  readonly at: number
}

export interface ShownParts {
  /** Those that are not revoked. */
  readonly screens: () => readonly Screen[]
  readonly audit: Audit
  readonly alarms: Alarms
  readonly log: (message: string) => void
  /** The world's time, ms. */
  readonly now: () => number
  /** ms that have passed since whenever: who is silent is not told by a clock that is set (F-47). */
  readonly elapsed: () => number
  /** What screens are given under a key. */
  readonly served: (key: string) => Value
  /** Of the pages that are served now; '' where there are none. */
  readonly version: () => string
}

export interface ShownReports {
  hear(screen: string, socket: string, shown: Shown): void
  /** null: it says nothing, as a screen of an older version. */
  of(screen: string): ToldShown | null
  /** Forgets who is silent. */
  look(): void
}

interface Report extends ToldShown {
  readonly screen: string
  /** As what had passed. */
  readonly heardAt: number
  /** The report before this one was no better: it was not just about to change. */
  readonly isSure: boolean
}

/** Two reports and a little. */
const SILENT_MS = 25_000
/** So long after other pages are served, walls have as good as loaded them. */
const LOADING_MS = 180_000
const ALARM = 'screens-differ'
/** So many are named. */
const NAMED = 5

/**
 * Whether walls show what they are given. A scene that was published just now is another one for a report: so it takes two that differ,
 * one after the other, until it is an alarm. Both come within twenty seconds.
 */
export function createShownReports(parts: ShownParts): ShownReports {
  const { now, elapsed } = parts
  const reports = new Map<string, Report>()
  const alarmed = new Map<string, Verdict>()
  const verdictOf = createJudgement(parts)

  const worstOf = (screen: string): Report | undefined => {
    const own = [...reports.values()].filter(report => report.screen === screen)
    return own.find(({ verdict }) => verdict !== 'same') ?? own[0]
  }

  /** Into the audit once for each change. */
  function settle(screen: string): void {
    const worst = worstOf(screen)
    const verdict = worst === undefined || !worst.isSure ? 'same' : worst.verdict
    if (verdict === (alarmed.get(screen) ?? 'same')) return
    if (verdict === 'same') alarmed.delete(screen)
    else alarmed.set(screen, verdict)
    write(parts, screen, verdict)
    raise(parts, alarmed)
  }

  return {
    hear(screen, socket, shown) {
      const name = `${screen} ${socket}`
      const verdict = verdictOf(shown)
      const before = reports.get(name)
      const isSure = verdict !== 'same' && before !== undefined && before.verdict !== 'same'
      reports.set(name, { screen, verdict, at: now(), heardAt: elapsed(), isSure })
      settle(screen)
    },
    of(screen) {
      const worst = worstOf(screen)
      return worst === undefined ? null : { verdict: worst.verdict, at: worst.at }
    },
    look() {
      const gone = [...reports].filter(([, { heardAt }]) => elapsed() - heardAt > SILENT_MS)
      for (const [name] of gone) reports.delete(name)
      for (const [, { screen }] of gone) settle(screen)
      raise(parts, alarmed)
    },
  }
}

/** Which report is what, as long as what is served may change. */
function createJudgement({ served, version: versionNow, elapsed }: ShownParts): (shown: Shown) => Verdict {
  const hashes = createHashes(served)
  let pages = { version: versionNow(), since: elapsed() }

  function isOtherPage(version: string): boolean {
    const ours = versionNow()
    if (ours !== pages.version) pages = { version: ours, since: elapsed() }
    return ours !== '' && version !== ours && elapsed() - pages.since >= LOADING_MS
  }

  return ({ scene, version, refused }) => {
    if (refused.length > 0) return 'refused'
    if (scene !== null && hashes(scene.id) !== scene.hash) return 'scene'
    return isOtherPage(version) ? 'page' : 'same'
  }
}

function raise({ screens, alarms }: ShownParts, alarmed: ReadonlyMap<string, Verdict>): void {
  const names = screens().flatMap(({ id, name }) => {
    const verdict = alarmed.get(id)
    return verdict === undefined ? [] : [`${name} (${SAID[verdict]})`]
  })
  if (names.length === 0) return alarms.clear(ALARM)
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  alarms.raise(
    ALARM,
    `what walls show is not what they are given: ${names.slice(0, NAMED).join(', ')}${more}; go and look, load the page anew, and pair a wall anew that knows another key`,
  )
}

const SAID: { readonly [verdict in Verdict]: string } = {
  same: 'it shows what it is given',
  scene: 'it shows another scene document',
  page: 'its page is of another build',
  refused: 'it was given a scene that is not signed by the key it knows, and refuses it',
}

/** Of the scenes that are served, made once for each. */
function createHashes(served: ShownParts['served']): (scene: string) => string | null {
  const known = new WeakMap<object, string>()
  return scene => {
    const body = served(documentKey('scene', scene))
    if (body === null || typeof body !== 'object') return null
    let hash = known.get(body)
    if (hash === undefined) known.set(body, (hash = sha256(sceneText(scene, body as Fields))))
    return hash
  }
}

function write({ audit, log }: ShownParts, screen: string, verdict: Verdict): void {
  try {
    audit.write({
      actor: { type: 'screen', id: screen, name: '' },
      ...{ address: '', action: 'screens.shown', object: `screen/${screen}` },
      ...{ outcome: verdict === 'same' ? 'done' : 'failed', details: { shows: verdict } },
    })
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    log(`screen ${screen}: ${SAID[verdict]}; the audit could not be told`)
  }
}
