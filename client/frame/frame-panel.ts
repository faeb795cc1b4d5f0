import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../shared/model/documents.ts'
import type { Phrase } from '../figures/phrase.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import { Notes, notesOf, type Note } from '../widgets/notes.ts'
import type { Reader } from '../widgets/reader.ts'
import { stalenessOf } from '../widgets/staleness.ts'

/**
 * A scene may bind what the frame shows: a panel named `frame`. Its roles are counts: a scene's lamp burns red while the
 * count of `bad` is not 0, else yellow while that of `warn` is not; the lamp of a source that has failed, or whose past is coming in, is a dashed ring.
 */
export const FrameOptions = Type.Object(
  {
    lamps: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          { bad: Type.Optional(Type.String()), warn: Type.Optional(Type.String()) },
          { additionalProperties: false },
        ),
      ),
    ),
    /** Beside the date: weather, air. */
    notes: Type.Optional(Notes),
    /** A count: while it is not 0, a rotating wall stays where it is. */
    alert: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
type FrameOptions = Static<typeof FrameOptions>

export interface FrameView {
  readonly lamps: ReadonlyMap<string, Glyph>
  readonly notes: Phrase
  readonly alerting: boolean
}

export const EMPTY_FRAME: FrameView = { lamps: new Map(), notes: [], alerting: false }

export function frameView(panel: PanelDocument, reader: Reader): FrameView {
  const { lamps, notes, alert } = panel.options as FrameOptions
  const some = (role: string | undefined): role is string =>
    role !== undefined && (reader.value(role) ?? 0) > 0
  const lit = Object.entries(lamps ?? {}).flatMap(([scene, { bad, warn }]): (readonly [string, Glyph])[] => {
    if (some(bad)) return [[scene, isKnown(reader, bad) ? 'bad' : 'stale']]
    return some(warn) ? [[scene, isKnown(reader, warn) ? 'warn' : 'stale']] : []
  })
  return { lamps: new Map(lit), notes: (notes ?? []).flatMap(noteIn(reader)), alerting: some(alert) }
}

/** Not where the source has failed: nobody knows any more; nor while its past is coming in: nobody knows yet. */
const isKnown = (reader: Reader, role: string): boolean =>
  reader.catchingUp(role) === null && stalenessOf(reader, reader.feeds(role))?.ink !== 'dim'

const noteIn =
  (reader: Reader) =>
  (note: Note): Phrase => {
    const parts = notesOf(reader, [note])
    if (note.role === undefined || isKnown(reader, note.role)) return parts
    return parts.map(part => ({ ...part, glyph: 'stale', tone: 'dim' }))
  }
