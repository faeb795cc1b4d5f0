import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareOf, bareText, denominatorText, type Figure, UNKNOWN } from '../../figures/number.ts'
import { TextOption } from '../notes.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'

const Lead = Type.Object(
  {
    title: TextOption,
    value: Type.String(),
    of: Type.String(),
    /** Counts who is heard: once its feed has failed nobody knows, and it is not 0. */
    heard: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
const State = Type.Object(
  {
    /** As in the dimension of `state`. */
    key: Type.String(),
    title: TextOption,
    look: Type.Union([Type.Literal('full'), Type.Literal('ring'), Type.Literal('faint')]),
  },
  { additionalProperties: false },
)

export const Options = Type.Object(
  {
    leads: Type.Array(Lead, { minItems: 1, maxItems: 3 }),
    states: Type.Array(State, { minItems: 1, maxItems: 5 }),
    /** Dots in a row. */
    across: Type.Optional(Type.Integer({ minimum: 10, maximum: 80 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface RoutesView {
  readonly leads: readonly {
    readonly title: string
    readonly figure: Figure
    readonly of: string | undefined
    readonly cell: string
  }[]
  readonly groups: readonly {
    readonly look: Static<typeof State>['look']
    readonly title: string
    readonly count: number
    readonly text: string
    readonly cell: string
  }[]
  readonly across: number
  readonly ink: 'live' | 'soft' | 'dim'
}

const ACROSS = 48

/** How many are at work of how many, and a dot for every round: done, on its way, not begun. */
export function view(panel: PanelDocument, reader: Reader): RoutesView {
  const { leads, states, across = ACROSS } = panel.options as Options
  return {
    across,
    ink: stalenessOf(reader, reader.feeds('state'))?.ink ?? 'live',
    leads: leads.map(({ title, value, of, heard }) => ({
      title: reader.text(title),
      figure:
        heard === true && hasFailed(reader, value)
          ? { text: UNKNOWN, unit: '' }
          : bareOf(reader.figure(value)),
      of: denominatorText(reader.figure(value), reader.figure(of)),
      cell: reader.cell(value),
    })),
    groups: states.map(({ key, title, look }) => {
      const dims = [key]
      return {
        look,
        title: reader.text(title),
        count: reader.value('state', { dims }) ?? 0,
        text: bareText(reader.figure('state', { dims })),
        cell: reader.cell('state', { dims }),
      }
    }),
  }
}

const hasFailed = (reader: Reader, role: string): boolean =>
  stalenessOf(reader, reader.feeds(role))?.ink === 'dim'
