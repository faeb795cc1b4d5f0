import { Type, type Static } from 'typebox'
import type { Column } from '../kinds/kind.ts'
import type { AreaLevel } from '../model/documents.ts'
import type { Fields, Text } from '../model/value.ts'
import { exact, Words } from './deed.ts'

/*
 * What the pages of documents ask, over HTTP:
 *
 *   GET  /api/documents                                     -> DocumentsStanding
 *   GET  /api/documents/ground                              -> DocumentsGround
 *   GET  /api/documents/:family/:id                         -> DocumentFile
 *   POST /api/documents/check                DocumentSent   -> DocumentCheck
 *   POST /api/documents/sample               FeedSent       -> FeedSample
 *   GET  /api/feeds/:id/beside                              -> FeedBesideAnswer
 *   POST /api/feeds/beside                   FeedSent       -> FeedBesideAnswer
 *   POST /api/feeds/beside/stop              FeedNamed      -> FeedBesideAnswer
 *   POST /api/documents/drafts               DraftSent      -> ToldDraft
 *   POST /api/documents/drafts/discard       DocumentNamed  -> {}
 *   POST /api/documents                      PublicationSent -> ToldVersion
 *
 * A document that breaks a rule is answered with its faults, never half taken.
 */

/** What the console puts in force; everything else that a city is made of comes with its folder. */
export const CONSOLE_FAMILIES = ['feed', 'metric', 'scene', 'alert', 'channel', 'naming'] as const
export type ConsoleFamily = (typeof CONSOLE_FAMILIES)[number]

export const LONGEST_NOTE = 300

const Family = Type.Enum([...CONSOLE_FAMILIES])
const DocumentId = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]*$', maxLength: 80 })
const Act = Type.Union([
  /** The document that is sent; of a draft, what is to be published. */
  Type.Literal('publish'),
  /** The folder's again. */
  Type.Literal('folder'),
  /** None: it is in force no more. */
  Type.Literal('retire'),
])
export type PublicationAct = Static<typeof Act>
/** As it was written; judged by the schema of its family, whose faults say more than this could. */
const Body = Type.Record(Type.String(), Type.Unknown())
const Digest = Type.String({ maxLength: 64 })

export const DocumentNamed = Type.Object({ family: Family, id: DocumentId }, exact)
export type DocumentNamed = Static<typeof DocumentNamed>

export const DocumentSent = Type.Object({ family: Family, document: Body }, exact)
export type DocumentSent = Static<typeof DocumentSent>

export const FeedSent = Type.Object(
  {
    document: Body,
    /** By a connection of its own, also where there is something that was pushed lately. */
    anew: Type.Optional(Type.Boolean()),
  },
  exact,
)
export type FeedSent = Static<typeof FeedSent>

export const FeedNamed = Type.Object({ id: DocumentId }, exact)
export type FeedNamed = Static<typeof FeedNamed>

export const DraftSent = Type.Object(
  {
    family: Family,
    id: DocumentId,
    act: Act,
    /** With `publish` alone. It may have faults still. */
    document: Type.Optional(Body),
    note: Type.String({ maxLength: LONGEST_NOTE }),
    /** `digest` of what was in force when it was begun; '' for a new document. */
    basis: Digest,
  },
  exact,
)
export type DraftSent = Static<typeof DraftSent>

export const PublicationSent = Type.Object(
  {
    family: Family,
    id: DocumentId,
    act: Act,
    document: Type.Optional(Body),
    note: Words(LONGEST_NOTE),
    /** `digest` of what was in force on the page of whoever publishes; '' where there was none. Another one is refused as `stale`. */
    seen: Digest,
  },
  exact,
)
export type PublicationSent = Static<typeof PublicationSent>

export interface ToldVersion {
  /** 1, 2, 3 … of this document. */
  readonly version: number
  /** City time. */
  readonly at: number
  /** null: from this version on the folder's is in force, or none where `retired`. */
  readonly document: Fields | null
  readonly retired: boolean
  readonly note: string
  /** By which the journal's is known as ours (T-WALL-03); nobody is told it. */
  readonly signature?: string
}

export interface ToldDraft {
  readonly act: PublicationAct
  readonly document: Fields | null
  readonly note: string
  /** World time. */
  readonly at: number
  readonly basis: string
  /** Of whoever asks: where four eyes are asked for, somebody else publishes it. */
  readonly isMine: boolean
}

export interface ToldDocument {
  readonly id: string
  readonly title: Text
  /** The kinds that it is about: of a feed its own, of a metric those it counts; of a scene none. */
  readonly kinds: readonly string[]
  /** Who owns what is in force. */
  readonly owner: 'folder' | 'console'
  /** Of the console; null: it never published this one. */
  readonly version: number | null
  readonly at: number | null
  /** The console withdrew it, and nothing is in force. */
  readonly isRetired: boolean
  /** Its file is another one than when the console published it. */
  readonly isFolderChanged: boolean
  readonly hasDraft: boolean
  /** Computed from another document, or a form of our own: looked at, and not edited here. */
  readonly isFixed: boolean
}

export interface DocumentsStanding {
  readonly now: number
  /** What was published is being counted and is not on the screens yet. */
  readonly isCounting: boolean
  /** A draft is published by somebody else than whoever wrote it. */
  readonly needsSecond: boolean
  readonly families: { readonly [family in ConsoleFamily]: readonly ToldDocument[] }
}

export interface DocumentFile {
  readonly family: ConsoleFamily
  readonly id: string
  readonly owner: 'folder' | 'console'
  readonly isFixed: boolean
  /** null: retired. */
  readonly inForce: Fields | null
  /** Of what is in force; '' for none. */
  readonly digest: string
  /** null: the folder has none. */
  readonly folder: Fields | null
  readonly isFolderChanged: boolean
  readonly draft: ToldDraft | null
  /** The newest first; older ones are in the journal alone. */
  readonly versions: readonly ToldVersion[]
  readonly uses: DocumentUses
}

/** Who leans on a document. */
export interface DocumentUses {
  /** Scenes that show it, or a number of its kind. */
  readonly scenes: readonly { readonly id: string; readonly title: Text; readonly panels: readonly Text[] }[]
  /** Of a feed: the metrics that count its kind. Of a scene: those it shows. */
  readonly metrics: readonly { readonly id: string; readonly title: Text }[]
}

/** What documents may name. */
export interface DocumentsGround {
  readonly connectors: readonly {
    readonly id: string
    /** JSON Schema of a feed's `settings`. */
    readonly settings: Fields
    /** Settings that are secrets: a document names them, nobody reads them. */
    readonly secrets: readonly string[]
  }[]
  readonly kinds: readonly {
    readonly id: string
    readonly title: Text
    readonly columns: readonly Column[]
    /** Names of inner rows that a metric may count `over`, with their columns. */
    readonly inner: { readonly [over: string]: readonly Column[] }
    /** JSON Schema of what a mapping must make, by part. */
    readonly parts: { readonly [part: string]: Fields }
  }[]
  /** The area of the whole city. */
  readonly city: string
  /** The city, its districts and its towns. */
  readonly areas: readonly { readonly id: string; readonly name: string; readonly level: AreaLevel }[]
  /** Names of secrets that are set; never what they are. */
  readonly secrets: readonly string[]
}
