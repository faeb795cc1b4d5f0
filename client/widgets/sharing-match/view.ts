import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { matched, type Answer, type Candidate, type Sharing } from '../../../shared/sharing/candidates.ts'
import { figureOf, figureText, writtenOut } from '../../figures/number.ts'
import type { Part, Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { List, ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    /** Quantities are stored as so many to one. */
    scale: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface NeedRow {
  readonly id: string
  readonly glyph: Glyph
  /** `厂房 标准厂房`. */
  readonly title: string
  /** `1,400 平方米`; '' where nobody said. */
  readonly amount: string
  /** Whose it is, where and until when. */
  readonly about: string
  /** `可匹配 3`, or what is lacking. */
  readonly found: string
  readonly isMet: boolean
  /** The best of them with why it is one; null: none. */
  readonly best: { readonly id: string; readonly party: string; readonly why: string } | null
}

export interface MatchView {
  readonly rows: readonly NeedRow[]
  readonly tone: Tone | undefined
}

const MOST = 8

export function view(panel: PanelDocument, reader: Reader): MatchView {
  const { most = MOST } = panel.options as Options
  return {
    tone: stalenessOf(reader, reader.feeds('needs'))?.ink,
    rows: answersOf(panel, reader)
      .slice(0, most)
      .map(answer => rowOf(answer, reader)),
  }
}

/** `可匹配 12 无可匹配 9`: of how many needs. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { most = MOST } = panel.options as Options
  const needs = reader.list('needs')
  if (needs === null) return {}
  const answers = answersOf(panel, reader)
  const met = answers.filter(({ candidates }) => candidates.length > 0).length
  const part = (key: 'sharing.met' | 'sharing.unmet', n: number): Part => ({
    ...{ text: reader.say(key), figure: writtenOut(n), tone: 'soft' },
  })
  const total = writtenOut(needs.total)
  const shown = Math.min(most, needs.rows.length)
  return {
    empty: needs.total === 0,
    subtitle:
      needs.total > shown
        ? reader.say('count.shown', { n: shown, total })
        : reader.say('count.of', { n: total }),
    // Of a list that was cut nobody can say how many there are.
    summary: isCut(needs) ? [] : [part('sharing.met', met), part('sharing.unmet', answers.length - met)],
  }
}

const isCut = ({ total, rows }: List): boolean => total > rows.length

function answersOf(panel: PanelDocument, reader: Reader): readonly Answer[] {
  const { scale } = panel.options as Options
  const rows = (role: string) => (reader.list(role)?.rows ?? []).map(row => sharingOf(row, scale))
  const taken = new Map(
    reader
      .byDim('taken')
      .flatMap(({ dims: [number = ''], value }) => (value === null ? [] : [[number, value]])),
  )
  const answers = matched(rows('needs'), rows('resources'), taken, reader.now('minute'))
  // What can be met is what somebody can do something about; within both they stay as they came.
  const isMet = ({ candidates }: Answer) => candidates.length > 0
  return [...answers.filter(isMet), ...answers.filter(answer => !isMet(answer))]
}

function sharingOf({ id, columns }: ListRow, scale: number): Sharing {
  const quantity = numberOf(columns['quantity'])
  return {
    ...{ id, number: wordOf(columns['number']), sharing: wordOf(columns['category']) },
    ...{ thing: wordOf(columns['title']), party: wordOf(columns['party']), area: wordOf(columns['area']) },
    ...{ quantity: quantity === null ? null : quantity / scale, unit: wordOf(columns['unit']) },
    ...{ from: numberOf(columns['beganAt']), until: numberOf(columns['dueAt']) },
  }
}

function rowOf({ need, candidates, lacks }: Answer, reader: Reader): NeedRow {
  const [best] = candidates
  return {
    id: need.id,
    glyph: best === undefined ? 'none' : 'ok',
    title: [need.sharing, need.thing].filter(Boolean).join(' '),
    amount: amountText(need.quantity, need.unit, reader),
    about: [need.party, placeName(need.area, reader), untilText(need.until, reader)]
      .filter(Boolean)
      .join('　'),
    found:
      lacks === null
        ? reader.say('sharing.found', { n: candidates.length })
        : reader.say(`sharing.lacks.${lacks}`),
    isMet: best !== undefined,
    best:
      best === undefined
        ? null
        : { id: best.resource.id, party: best.resource.party, why: whyText(best, reader) },
  }
}

/** `同区县 余 800 平方米 至 12-31`. */
const whyText = ({ resource, near, left, until }: Candidate, reader: Reader): string =>
  [
    reader.say(`sharing.near.${near}`),
    left === null
      ? reader.say('sharing.open')
      : reader.say('sharing.left', { amount: amountText(left, resource.unit, reader) }),
    untilText(until, reader),
  ]
    .filter(Boolean)
    .join('　')

const untilText = (at: number | null, reader: Reader): string =>
  at === null
    ? ''
    : reader.say('sharing.until', { day: momentText(at, reader.now('minute')).split(' ')[0] ?? '' })

const amountText = (quantity: number | null, unit: string, { language }: Reader): string =>
  quantity === null
    ? ''
    : `${figureText(figureOf(quantity, { unit: '', decimals: 0, language }))} ${unit}`.trim()

function placeName(code: string, { areas }: Reader): string {
  const node = code === '' ? null : (areas.byId(code) ?? areas.leafOf(code))
  const place = node?.level === 'cell' ? node.parent : node
  return place?.name ?? ''
}
