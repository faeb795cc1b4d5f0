import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../shared/model/documents.ts'
import type { Phrase } from '../figures/phrase.ts'
import { Notes, notesOf, type Note } from '../widgets/notes.ts'
import type { Reader } from '../widgets/reader.ts'
import { stalenessOf } from '../widgets/staleness.ts'

/** A scene may bind what the frame shows: a panel named `frame`. */
export const FrameOptions = Type.Object(
  {
    /** Roles of counts, by kind or of one kind: by them the limit signs of all scenes are lit, each by the kinds that it shows. */
    limits: Type.Optional(
      Type.Object(
        { overdue: Type.Array(Type.String()), soon: Type.Array(Type.String()) },
        { additionalProperties: false },
      ),
    ),
    /** Beside the date: weather, air. */
    notes: Type.Optional(Notes),
    /** A count: while it is not 0, a rotating wall stays where it is. */
    alert: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type FrameOptions = Static<typeof FrameOptions>

export interface FrameView {
  readonly notes: Phrase
  readonly alerting: boolean
}

export const EMPTY_FRAME: FrameView = { notes: [], alerting: false }

export function frameView(panel: PanelDocument, reader: Reader): FrameView {
  const { notes, alert } = panel.options as FrameOptions
  const some = (role: string | undefined): role is string =>
    role !== undefined && (reader.value(role) ?? 0) > 0
  return { notes: (notes ?? []).flatMap(noteIn(reader)), alerting: some(alert) }
}

/** Not where the source has failed or the server is lost: nobody knows any more; nor while its past is coming in: nobody knows yet. */
const isKnown = (reader: Reader, role: string): boolean =>
  reader.lostAt === null &&
  reader.catchingUp(role) === null &&
  stalenessOf(reader, reader.feeds(role))?.ink !== 'dim'

const noteIn =
  (reader: Reader) =>
  (note: Note): Phrase => {
    const parts = notesOf(reader, [note])
    if (note.role === undefined || isKnown(reader, note.role)) return parts
    return parts.map(part => ({ ...part, glyph: 'stale', tone: 'dim' }))
  }
