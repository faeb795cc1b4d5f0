import type { Audience } from '../../shared/access/principal.ts'

/** As `GET /api/screens` tells of one. */
export interface ListedScreen {
  readonly id: string
  readonly name: string
  readonly audience: Audience
  readonly place: string
  readonly networks: readonly string[]
  readonly pairedAt: number
  readonly pairedBy: string
  readonly revokedAt: number | null
  /** What it shows, and since when it is there; null: it is away. */
  readonly now: {
    readonly topics: readonly string[]
    readonly since: number
    /** What it says that it shows, beside what it is given; null: it says nothing, as a screen of an older version. */
    readonly told: { readonly verdict: ShownVerdict; readonly at: number } | null
  } | null
}

export type ShownVerdict = 'same' | 'scene' | 'page' | 'refused'

/** Somebody changed it in the database behind the server. */
export interface TamperedDocument {
  readonly document: string
  readonly at: number
}

/** As `GET /api/screens` tells: since when public screens show nothing; null: they show the city. */
export interface Cover {
  readonly since: number
  readonly by: string
}

export interface ListedZone {
  readonly id: number
  readonly title: string
  readonly target: string
  readonly ports: string
  readonly setAt: number
  readonly setBy: string
}

export interface ListedSecret {
  readonly name: string
  /** null: it is set nowhere. */
  readonly from: 'here' | 'environment' | null
  readonly setAt: number | null
  readonly setBy: string | null
  readonly feeds: readonly string[]
  /** Of feeds that are not in force yet; whoever sets it does so for one of them and its address. */
  readonly drafts: readonly WaitingDraft[]
}

interface WaitingDraft {
  readonly feed: string
  /** '': nobody is asked, it is pushed to. */
  readonly to: string
  /** It was set for this draft and this address. */
  readonly isSet: boolean
}

/** One a line; what is blank is none. */
export const linesIn = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map(line => line.trim())
    .filter(Boolean)

/** The scenes that topics are of, by name where it is known. */
export function scenesOf(topics: readonly string[], names: ReadonlyMap<string, string>): string {
  const ids = [...new Set(topics.map(topic => topic.replace(/\/.*/, '')))]
  return ids.map(id => names.get(id) ?? id).join('、')
}

/** As it is read aloud in a hall: without its gap, in capitals. */
export const codeIn = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase()
