import { Type } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareOf, bareText, denominatorText, type Figure } from '../../figures/number.ts'
import type { Part, Phrase } from '../../figures/phrase.ts'
import { wordOf } from '../column-values.ts'
import { rhythmsOf } from '../rhythms.ts'
import type { MessageKey } from '../../language/say.ts'
import type { Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'
import { unitsOf, type TreeUnit } from './units.ts'

export const Options = Type.Object({}, { additionalProperties: false })

/** A level of the tree and how many organisations stand on it. */
export interface TreeLevel {
  readonly key: 'committees' | 'townCommittees' | 'generalBranches' | 'allBranches'
  readonly title: string
  readonly figure: Figure
  readonly cell: string
}

export interface TreeView {
  /** The city's committee; '' where the screen looks at less than the city. */
  readonly root: string
  readonly levels: readonly TreeLevel[]
  readonly units: readonly TreeUnit[]
  /** What the dots are, with their counts. */
  readonly legend: readonly (Part & { readonly dot?: 'lit' | 'town' | 'office' })[]
  readonly lead: TreeLead
  /** What a screen reader says. */
  readonly label: string
}

/** What is true of the grids now, beside the tree. */
export interface TreeLead {
  readonly figure: Figure
  readonly of: string | undefined
  readonly cell: string
  readonly about: Phrase
  readonly weak: Phrase
}

const LEVELS: readonly (readonly [TreeLevel['key'], MessageKey])[] = [
  ['committees', 'tree.committees'],
  ['townCommittees', 'tree.townCommittees'],
  ['generalBranches', 'tree.generalBranches'],
  ['allBranches', 'tree.branches'],
]

export function view(_panel: PanelDocument, reader: Reader): TreeView {
  const units = unitsOf(reader)
  return {
    root: reader.place.level === 'city' ? rootName(reader) : '',
    levels: LEVELS.map(([key, title]) => ({
      key,
      title: reader.say(title),
      figure: bareOf(reader.figure(key)),
      cell: reader.cell(key),
    })),
    units,
    legend: legendOf(reader),
    lead: leadOf(reader, units),
    label: units
      .map(({ title, branches }) => reader.say('tree.label', { name: title, n: branches.text }))
      .join(reader.say('tree.between')),
  }
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const whole = (role: string, text: MessageKey): Part => {
    const { text: figure, unit } = reader.figure(role)
    return { text: reader.say(text), figure, unit, cell: reader.cell(role) }
  }
  return {
    party: true,
    finding: [whole('organisations', 'tree.organisations'), whole('allMembers', 'tree.members')],
    summary: rhythmsOf('root', reader),
  }
}

function rootName(reader: Reader): string {
  const name = wordOf(reader.list('root')?.rows[0]?.columns['name'])
  return name === '' ? '' : reader.say('tree.root', { name })
}

function legendOf(reader: Reader): TreeView['legend'] {
  const part = (dot: 'lit' | 'town' | 'office', text: MessageKey, role: string) => ({
    dot,
    text: reader.say(text),
    figure: bareText(reader.figure(role)),
    cell: reader.cell(role),
  })
  return [
    part('lit', 'tree.inGrid', 'lead'),
    part('town', 'tree.ofTowns', 'ofTowns'),
    // Offices are kept for districts: a town has none.
    ...(reader.place.level === 'town' ? [] : [part('office', 'tree.ofOffices', 'ofOffices')]),
    {
      glyph: 'warn',
      text: reader.say('tree.weak'),
      figure: bareText(reader.figure('allWeak')),
      cell: reader.cell('allWeak'),
    },
  ]
}

function leadOf(reader: Reader, units: readonly TreeUnit[]): TreeLead {
  const counted = (role: string, text: MessageKey): Part => {
    const { text: figure, unit } = reader.figure(role)
    return { text: reader.say(text), figure, unit, cell: reader.cell(role) }
  }
  return {
    figure: bareOf(reader.figure('lead')),
    of: denominatorText(reader.figure('lead'), reader.figure('ofTowns')),
    cell: reader.cell('lead'),
    about: [counted('reported', 'tree.came'), counted('settled', 'tree.settled')],
    weak: weakOf(reader, units),
  }
}

/** `▲ 6 个,涉 5 个街镇`; nothing while nobody is. */
function weakOf(reader: Reader, units: readonly TreeUnit[]): Phrase {
  const { text: figure, unit } = reader.figure('allWeak')
  if ((reader.value('allWeak') ?? 0) === 0) return []
  const towns = units.flatMap(({ columns }) => columns).filter(({ weak }) => weak > 0).length
  return [
    { glyph: 'warn', figure, unit, cell: reader.cell('allWeak') },
    { text: reader.say('tree.inTowns', { n: towns }) },
  ]
}
