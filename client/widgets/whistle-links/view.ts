import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareOf, type Figure, figureText } from '../../figures/number.ts'
import { clockText, spanText } from '../../figures/time.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import type { MessageKey } from '../../language/say.ts'
import { wordOf } from '../column-values.ts'
import { nearPlace } from '../near-place.ts'
import type { ListRow, Reader } from '../reader.ts'

export const Options = Type.Object(
  { most: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })) },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface WhistleStep {
  readonly key: string
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  /** Of all calls: `98.6%`; '' for the calls themselves. */
  readonly share: string
  readonly shareCell: string
}

/** A branch, where it was called to, and for what. */
export interface WhistleLink {
  readonly id: string
  readonly glyph: Glyph
  readonly title: string
  readonly about: string
  /** `办结 09:52`, `处置 38 分`. */
  readonly stands: string
}

export interface WhistleView {
  readonly steps: readonly WhistleStep[]
  readonly links: readonly WhistleLink[]
}

const MOST = 5
const STEPS: readonly (readonly [role: string, title: MessageKey, share: string])[] = [
  ['whistled', 'whistle.whistled', ''],
  ['reported', 'whistle.reported', 'reportedShare'],
  ['done', 'whistle.done', 'doneShare'],
]

export function view(panel: PanelDocument, reader: Reader): WhistleView {
  const { most = MOST } = panel.options as Options
  return {
    steps: STEPS.map(([role, title, share]) => ({
      key: role,
      title: reader.say(title),
      figure: bareOf(reader.figure(role)),
      cell: reader.cell(role),
      share: share === '' ? '' : figureText(reader.figure(share)),
      shareCell: share === '' ? '' : reader.cell(share),
    })),
    links: (reader.list('latest')?.rows ?? []).slice(0, most).map(row => linkOf(row, reader)),
  }
}

/** Nobody there yet, somebody at work, settled. */
const GLYPHS: { readonly [state: string]: Glyph } = { whistled: 'none', reported: 'warn', done: 'ok' }

function linkOf({ id, columns }: ListRow, reader: Reader): WhistleLink {
  const state = wordOf(columns['state'])
  return {
    id,
    glyph: GLYPHS[state] ?? 'info',
    title: wordOf(columns['title']) || reader.say('count.unknown'),
    about: [nearPlace(wordOf(columns['area']), reader.areas)?.shortName, wordOf(columns['branchName'])]
      .filter(Boolean)
      .join(' '),
    stands: standsOf(state, columns, reader),
  }
}

function standsOf(state: string, columns: ListRow['columns'], reader: Reader): string {
  const { event, reportAt, doneAt } = columns
  if (state === 'done')
    return reader.say('whistle.doneAt', { time: typeof doneAt === 'number' ? clockText(doneAt) : '' }).trim()
  const since = state === 'reported' ? reportAt : event
  const span = typeof since === 'number' ? spanText(reader.now('minute') - since, reader.say) : ''
  return reader.say(state === 'reported' ? 'whistle.atWork' : 'whistle.waiting', { span }).trim()
}
