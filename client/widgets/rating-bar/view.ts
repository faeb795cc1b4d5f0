import { Type } from 'typebox'
import type { Ratio } from '../../../shared/model/cell.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareText, writtenOut, type Figure } from '../../figures/number.ts'
import type { Part, Phrase } from '../../figures/phrase.ts'
import type { Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object({}, { additionalProperties: false })

/** 1 very satisfied … 5 very dissatisfied; from 4 on it is a bad rating (差评). */
const SCORES = [1, 2, 3, 4, 5] as const
const BAD_FROM = 4

export interface RatingPart {
  readonly score: (typeof SCORES)[number]
  /** Of all ratings. */
  readonly share: number
}

export interface RatingView {
  readonly good: Figure
  readonly cell: string
  /** `2,906 / 2,914` */
  readonly of: string
  /** `差评整改 7 / 8`; empty while there is nothing to mend. */
  readonly mended: Phrase
  readonly parts: readonly RatingPart[]
  readonly legend: Phrase
}

export function view(_panel: PanelDocument, reader: Reader): RatingView {
  const counts = SCORES.map(score => ({ score, count: reader.value('ratings', at(score)) }))
  const all = counts.reduce((sum, { count }) => sum + (count ?? 0), 0)
  return {
    good: reader.figure('good'),
    cell: reader.cell('good'),
    of: ofText(reader.ratio('good')),
    mended: mendedOf(reader),
    parts: counts.flatMap(({ score, count }) => (count ? [{ score, share: count / all }] : [])),
    legend: counts.flatMap(({ score, count }) => partOf(reader, score, count)),
  }
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const known = reader.metric('ratings') !== null && reader.value('ratings', at(1)) !== null
  return { empty: known && reader.byDim('ratings').every(({ value }) => value === 0) }
}

const at = (score: number) => ({ dims: [String(score)] })

const ofText = (ratio: Ratio | null): string =>
  ratio === null ? '' : `${writtenOut(ratio.n)} / ${writtenOut(ratio.d)}`

function mendedOf(reader: Reader): Phrase {
  const ratio = reader.ratio('mended')
  if (ratio === null || ratio.d === 0) return []
  const cell = reader.cell('mended')
  return [{ text: reader.say('rating.mended'), figure: ofText(ratio), cell }]
}

/** Good ratings are always told; bad ones with their sign as soon as there is one. */
function partOf(reader: Reader, score: (typeof SCORES)[number], count: number | null): Phrase {
  const isBad = score >= BAD_FROM
  if (isBad && count === 0) return []
  const tone: Part = isBad && count !== null ? { glyph: 'bad', tone: 'bad' } : {}
  const figure = bareText(reader.figure('ratings', at(score)))
  return [{ ...tone, text: reader.say(`rating.r${score}`), figure, cell: reader.cell('ratings', at(score)) }]
}
