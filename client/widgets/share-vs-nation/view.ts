import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, figureText, type Figure } from '../../figures/number.ts'
import { asOfHeading } from '../day-of.ts'
import { TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

const Share = Type.Object(
  {
    value: Type.String(),
    title: Type.Optional(TextOption),
    /** The nation's share, as shown: a white tick. */
    nation: Type.Optional(Type.Number({ minimum: 0 })),
    /** A role with the same share of every district: the highest and the lowest are named. */
    places: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

export const Options = Type.Object(
  {
    shares: Type.Array(Share, { minItems: 1, maxItems: 12 }),
    /** The full length of the bars; 100 when left out. */
    full: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

export interface ShareRow {
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  /** Of the bar; null: unknown. */
  readonly share: number | null
  readonly tick: number | null
  /** `辽阳县 41.2% 最高 白塔区 18.3% 最低`; '' where places are not asked for or not known. */
  readonly spread: string
}

const FULL = 100

export function view(panel: PanelDocument, reader: Reader): readonly ShareRow[] {
  const { shares, full = FULL } = panel.options as Options
  return shares.map(({ value: role, title, nation, places }) => {
    const value = reader.value(role)
    return {
      title: reader.text(title ?? reader.metric(role)?.title),
      figure: reader.figure(role),
      cell: reader.cell(role),
      share: value === null ? null : value / full,
      tick: nation === undefined ? null : nation / full,
      spread: places === undefined ? '' : spreadOf(places, reader),
    }
  })
}

export const heading = (_panel: PanelDocument, reader: Reader): Heading => asOfHeading(reader)

function spreadOf(role: string, reader: Reader): string {
  const known = reader
    .byArea(role)
    .flatMap(({ area, value }) => (value === null ? [] : [{ name: area.shortName, value }]))
    .sort((a, b) => b.value - a.value)
  const [highest, lowest] = [known[0], known[known.length - 1]]
  if (highest === undefined || lowest === undefined || known.length < 2) return ''
  const metric = reader.metric(role)
  const said = (value: number) =>
    figureText(
      figureOf(value, {
        unit: metric?.unit[reader.language] ?? '',
        decimals: metric?.decimals ?? 0,
        language: reader.language,
      }),
    )
  const [most, least] = [said(highest.value), said(lowest.value)]
  // Of places that are alike none is the highest.
  return most === least
    ? ''
    : reader.say('shares.spread', { high: highest.name, most, low: lowest.name, least })
}
