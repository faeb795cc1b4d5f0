import { lineage } from '../../../shared/areas/areas.ts'
import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, figureText, type Figure } from '../../figures/number.ts'
import type { Phrase } from '../../figures/phrase.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { At, List, ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** Names of the first and of the second gate, from the left to the right; what is not named comes after. */
    classes: Type.Array(Type.String(), { maxItems: 8 }),
    phases: Type.Array(Type.String(), { maxItems: 8 }),
    /** The phase in which nothing moves yet: its strands are faint. */
    reserve: Type.String(),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

/** A colour of the series; classes beyond the third share the last. */
export type Colour = 'd5' | 'd1' | 'd3' | 'd6'

/** What stands at a gate: its name, how many, and how much. */
export interface Bank {
  readonly key: string
  readonly title: string
  readonly count: Figure
  readonly countCell: string
  readonly money: Figure
  readonly moneyCell: string
}

/** A project on its way through the three gates. */
export interface Strand {
  readonly id: string
  readonly title: string
  readonly money: number
  /** Which bank of each gate it passes. */
  readonly banks: readonly [number, number, number]
  readonly colour: Colour
  readonly faint: boolean
  /** `286 亿元` */
  readonly text: string
}

export interface Falls {
  readonly gates: readonly [readonly Bank[], readonly Bank[], readonly Bank[]]
  readonly colours: readonly Colour[]
  readonly strands: readonly Strand[]
  readonly lead: readonly Told[]
  readonly beside: Phrase
  readonly ink: 'soft' | 'dim' | undefined
  readonly label: string
}

interface Told {
  readonly key: string
  readonly figure: Figure
  readonly cell: string
}

const COLOURS: readonly Colour[] = ['d5', 'd1', 'd3']
/** Of ten-thousands of yuan. */
const YI = 10_000

/** Each project a strand from its class through its phase to the district where it stands. */
export function view(panel: PanelDocument, reader: Reader): Falls {
  const options = panel.options as Options
  const rows = (reader.list('list')?.rows ?? []).filter(hasMoney)
  const names = gateNames(options, rows, reader)
  const colours = names[0].map((_, i) => COLOURS[i] ?? 'd6')
  const strands = rows.map((row): Strand => {
    const [at, phase, place] = keysOf(row, reader)
    const banks = [at, phase, place].map((key, gate) => names[gate]!.indexOf(key))
    const money = (moneyOf(row) ?? 0) / YI
    return {
      ...{ id: row.id, title: wordOf(row.columns['title']), money },
      banks: banks as [number, number, number],
      colour: colours[banks[0]!] ?? 'd6',
      faint: phase === options.reserve,
      text: figureText(figureOf(money, { unit: unitOf(reader), decimals: 0, language: reader.language })),
    }
  })
  return {
    ...{ strands, colours, gates: banksOf(names, strands, reader) },
    lead: ['total', 'totalMoney'].map(key => ({ key, figure: reader.figure(key), cell: reader.cell(key) })),
    beside: besideOf(options, reader),
    ink: stalenessOf(reader, reader.feeds('list'))?.ink,
    label: reader.say('falls.label', { n: strands.length }),
  }
}

/** That not all have room, and that those without money have no width, is said: the picture would lie. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const list: List | null = reader.list('list')
  if (list === null) return {}
  const { rows, total } = list
  const moneyless = rows.filter(row => !hasMoney(row)).length
  const subtitle = [
    total > rows.length ? reader.say('count.shown', { n: rows.length, total }) : '',
    moneyless > 0 ? reader.say('falls.moneyless', { n: moneyless }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
  return { empty: total === 0, ...(subtitle === '' ? {} : { subtitle }) }
}

const moneyOf = ({ columns }: ListRow): number | null => numberOf(columns['investment'])
const hasMoney = (row: ListRow): boolean => (moneyOf(row) ?? 0) > 0
const unitOf = (reader: Reader): string => reader.metric('totalMoney')?.unit[reader.language] ?? ''

type Names = readonly [readonly string[], readonly string[], readonly string[]]

/** Class, phase and district of a project; '' is unknown. */
function keysOf({ columns }: ListRow, reader: Reader): readonly [string, string, string] {
  const place = reader.areas.byId(wordOf(columns['area']))
  const district = place === null ? undefined : lineage(place).find(({ level }) => level === 'district')
  return [wordOf(columns['class']), wordOf(columns['phase']), district?.id ?? '']
}

function gateNames({ classes, phases }: Options, rows: readonly ListRow[], reader: Reader): Names {
  const passed = rows.map(row => keysOf(row, reader))
  const known = (order: readonly string[], gate: number) => {
    const keys = new Set(passed.map(keys => keys[gate]!))
    return [...order.filter(key => keys.has(key)), ...[...keys].filter(key => !order.includes(key)).sort()]
  }
  const districts = reader.areas.districts.map(({ id }) => id)
  return [known(classes, 0), known(phases, 1), known(districts, 2)]
}

const GATES = ['class', 'phase', 'district'] as const

function banksOf(names: Names, strands: readonly Strand[], reader: Reader): Falls['gates'] {
  const own = new Set(reader.byArea('district').map(({ area }) => area.id))
  return GATES.map((gate, i) =>
    names[i]!.map((key, bank): Bank => {
      if (gate === 'district' && !own.has(key))
        return addedUp(
          key,
          strands.filter(({ banks }) => banks[i] === bank),
          reader,
        )
      const at: At = gate === 'district' ? { area: key } : { dims: [key] }
      const title = gate === 'district' ? reader.areas.byId(key)?.name : key
      return {
        ...{ key, title: title || reader.say('count.unknown') },
        ...{ count: reader.figure(gate, at), countCell: reader.cell(gate, at) },
        ...{ money: reader.figure(`${gate}Money`, at), moneyCell: reader.cell(`${gate}Money`, at) },
      }
    }),
  ) as unknown as Falls['gates']
}

/**
 * What names no place is in no district's number, and while one district is on show those of the others are not told: the
 * picture is of the whole city, and adds them up itself.
 */
function addedUp(key: string, strands: readonly Strand[], reader: Reader): Bank {
  const figure = (value: number, role: string) =>
    figureOf(value, {
      unit: reader.metric(role)?.unit[reader.language] ?? '',
      decimals: 0,
      language: reader.language,
    })
  return {
    ...{ key, title: reader.areas.byId(key)?.name ?? reader.say('count.unknown') },
    ...{ countCell: '', moneyCell: '' },
    count: figure(strands.length, 'total'),
    money: figure(
      strands.reduce((sum, { money }) => sum + money, 0),
      'totalMoney',
    ),
  }
}

/** `在建 37 项 126 亿元, 储备 29 项 1064 亿元, 尚未开工 89.4 %` */
function besideOf({ reserve }: Options, reader: Reader): Phrase {
  const at = { dims: [reserve] }
  const counted = (text: string, count: string, money: string, at?: At) => [
    { text, ...saidOf(reader, count, at) },
    saidOf(reader, money, at),
  ]
  const [waiting, all] = [reader.value('phaseMoney', at), reader.value('totalMoney')]
  const share = waiting === null || all === null || all === 0 ? null : (100 * waiting) / all
  const { text, unit } = figureOf(share, { unit: '%', decimals: 1, language: reader.language })
  return [
    ...counted(reader.say('falls.begun'), 'begun', 'begunMoney'),
    ...counted(reserve, 'phase', 'phaseMoney', at),
    { text: reader.say('falls.waiting'), figure: text, unit },
  ]
}

function saidOf(reader: Reader, role: string, at?: At) {
  const { text, unit } = reader.figure(role, at)
  return { figure: text, unit, cell: reader.cell(role, at) }
}
