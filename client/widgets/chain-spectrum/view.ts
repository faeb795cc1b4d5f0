import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareText, deltaOf, figureText, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { numberOf } from '../column-values.ts'
import { dayOf } from '../day-of.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import { toneOf } from '../yardstick.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
    /** One under the other, by growth: for a screen that is higher than wide. */
    list: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

/** A figure under a column; what is worth a look has its sign. */
export interface Aligned {
  readonly role: string
  readonly text: string
  readonly cell: string
  readonly tone: Tone | undefined
}

export interface Chain {
  readonly name: string
  readonly output: Figure
  readonly outputCell: string
  /** Of the highest column. */
  readonly share: number
  readonly figures: readonly Aligned[]
  readonly label: string
}

export interface SpectrumView {
  readonly heads: readonly { readonly role: string; readonly title: string }[]
  readonly chains: readonly Chain[]
  /** Of the output, as it is shown. */
  readonly unit: string
  readonly ink: 'soft' | 'dim' | undefined
}

const MOST = 14
const ALIGNED = ['growth', 'energy', 'online'] as const

/** Chains of industry by what they make, each with how it grows, what energy it takes, and how many of its machines are heard. */
export function view(panel: PanelDocument, reader: Reader): SpectrumView {
  const { most = MOST, list = false } = panel.options as Options
  const ink = stalenessOf(reader, reader.feeds('output'))?.ink
  const told = reader.byDim('output').filter(({ value }) => value !== null)
  const largest = Math.max(1, ...told.map(({ value }) => value ?? 0))
  const ordered = list ? [...told].sort((a, b) => growthAt(b.dims, reader) - growthAt(a.dims, reader)) : told
  const [first] = ordered
  return {
    ink,
    unit: first === undefined ? '' : reader.figure('output', { dims: first.dims }).unit,
    heads: ALIGNED.map(role => ({ role, title: headOf(role, reader) })),
    chains: ordered
      .slice(0, most)
      .map(({ dims, value }) => chainOf(dims, (value ?? 0) / largest, ink, reader)),
  }
}

/** What all of them make together, so that the columns can be added up, and of which day it is. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const asOf = numberOf(reader.list('list')?.rows[0]?.columns['asOf'])
  const { text, unit } = reader.figure('total')
  const day = asOf === null ? [] : [reader.say('published.of', { day: dayOf(asOf, reader) })]
  const long = ALIGNED.filter(role => isLong(unitOf(role, reader)))
  const units = long.map(role => `${reader.say(`chains.${role}`)} ${unitOf(role, reader)}`)
  return {
    subtitle: [...day, ...units].join(' '),
    ...(reader.value('total') === null
      ? {}
      : {
          finding: [{ text: reader.say('chains.sum'), figure: text, unit, cell: reader.cell('total') }],
        }),
    empty: reader.list('list')?.total === 0,
  }
}

const growthAt = (dims: readonly string[], reader: Reader): number =>
  reader.value('growth', { dims }) ?? -Infinity

/** `同比 %`; a unit that is longer has no room beside the figures, and stands in the heading. */
function headOf(role: (typeof ALIGNED)[number], reader: Reader): string {
  const unit = unitOf(role, reader)
  return [reader.say(`chains.${role}`), isLong(unit) ? '' : unit].filter(Boolean).join(' ')
}

const unitOf = (role: string, reader: Reader): string => reader.metric(role)?.unit[reader.language] ?? ''
const isLong = (unit: string): boolean => unit.length > 2

function chainOf(dims: readonly string[], share: number, ink: Tone | undefined, reader: Reader): Chain {
  const [name = ''] = dims
  const figures = ALIGNED.map((role): Aligned => {
    const value = reader.value(role, { dims })
    return {
      role,
      text: role === 'growth' ? signed(value, reader) : bareText(reader.figure(role, { dims })),
      cell: reader.cell(role, { dims }),
      tone: ink ?? (role === 'growth' ? shrinks(value) : toneOf(value, reader.metric(role))),
    }
  })
  const output = reader.figure('output', { dims })
  return {
    ...{ name, share, figures, output: { text: output.text, unit: '' } },
    outputCell: reader.cell('output', { dims }),
    label: reader.say('chains.label', {
      name,
      parts: [output.text, ...figures.map(({ text }) => text)].join(', '),
    }),
  }
}

const shrinks = (value: number | null): Tone | undefined => (value !== null && value < 0 ? 'warn' : undefined)

const signed = (value: number | null, reader: Reader): string =>
  figureText(
    deltaOf(value, {
      ...{ unit: '', decimals: reader.metric('growth')?.decimals ?? 1, language: reader.language },
    }),
  )
