import { Type, type Static } from 'typebox'
import { writtenOut } from '../../figures/number.ts'
import { momentText } from '../../figures/time.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { wordOf } from '../column-values.ts'
import { placeName } from '../place-name.ts'
import type { ListRow, Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'
import { isDrawing, type Drawing } from './drawings.ts'

export const Options = Type.Object(
  {
    most: Type.Integer({ minimum: 1, maximum: 24 }),
    /** Category, as the records have it -> the drawing that stands for it. */
    drawings: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface ReportCard {
  readonly id: string
  readonly title: string
  readonly place: string
  readonly time: string
  readonly glyph: Glyph
  readonly state: string
  readonly drawing: Drawing
}

export const view = (panel: PanelDocument, reader: Reader): readonly ReportCard[] => {
  const { most, drawings } = panel.options as Options
  return (reader.list('reports')?.rows ?? []).slice(0, most).map(row => cardOf(row, drawings, reader))
}

/** `共 412 项`; and nothing where nothing was reported. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const total = reader.list('reports')?.total
  if (total === undefined) return {}
  return { subtitle: reader.say('count.of', { n: writtenOut(total) }), empty: total === 0 }
}

const GLYPHS: { readonly [state: string]: Glyph } = {
  ...{
    submitted: 'none',
    community_triage: 'warn',
    upgraded: 'warn',
    self_handled: 'ok',
    feedback_sent: 'ok',
  },
}

function cardOf({ id, columns }: ListRow, drawings: Options['drawings'], reader: Reader): ReportCard {
  const category = wordOf(columns['category'])
  const at = columns['event']
  const drawing = drawings[category] ?? ''
  return {
    id,
    title: category,
    place: placeName(reader, columns['area']),
    time: typeof at === 'number' ? momentText(at, reader.now('minute')) : '',
    glyph: GLYPHS[wordOf(columns['state'])] ?? 'info',
    state: reader.word('grid-report', 'state', columns['state'] ?? null),
    drawing: isDrawing(drawing) ? drawing : 'place',
  }
}
