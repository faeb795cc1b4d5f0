import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import { chosenProject } from '../chosen-project.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  { most: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })) },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface ButlerRow {
  /** Of its record. */
  readonly id: string
  readonly key: string
  readonly glyph: Glyph
  readonly word: string
  /** 总管家, 分管家 */
  readonly post: string
  readonly isChief: boolean
  readonly office: string
  /** 在办 2 */
  readonly open: string
  /** 超 1; '' where nothing is. */
  readonly over: string
  /** The foremost item with its days, and what is in the way; '' where nothing is his just now. */
  readonly about: string
  readonly isOver: boolean
  /** 督办 2 待签收 1 */
  readonly pressed: string
}

const MOST = 5
type Columns = ListRow['columns']

/** The team of the chosen project: the chief butler first, then who is wanted most. None: it has no butlers. */
export function view(panel: PanelDocument, reader: Reader): readonly ButlerRow[] {
  const number = wordOf(chosenProject(reader)?.columns['number'])
  if (number === '') return []
  const keyOf = ({ columns }: ListRow) => wordOf(columns['key'])
  return (reader.list('team')?.rows ?? [])
    .filter(({ columns }) => columns['number'] === number)
    .sort((a, b) => rankOf(a.columns) - rankOf(b.columns) || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, (panel.options as Options).most ?? MOST)
    .map(row => rowOf(row, reader))
}

const RANKS: readonly unknown[] = ['red', 'yellow']
function rankOf({ chief, light }: Columns): number {
  if (chief === true) return -1
  const rank = RANKS.indexOf(light)
  return rank === -1 ? RANKS.length : rank
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const project = chosenProject(reader)
  return project === null ? {} : { subtitle: wordOf(project.columns['title']) }
}

function rowOf({ id, columns }: ListRow, reader: Reader): ButlerRow {
  const light = wordOf(columns['light']) as keyof typeof GLYPH_OF_LIGHT
  const glyph = GLYPH_OF_LIGHT[light] ?? 'none'
  const isChief = columns['chief'] === true
  const over = numberOf(columns['itemsOverdue']) ?? 0
  return {
    id,
    key: wordOf(columns['key']),
    glyph,
    word: reader.say(`light.${glyph}`),
    post: reader.say(isChief ? 'butlers.chief' : 'butlers.other'),
    isChief,
    // Whom somebody appointed here is told to the house alone.
    office: wordOf(columns['department']) || wordOf(columns['office']),
    open: openOf(columns, reader),
    over: over > 0 ? reader.say('butlers.over', { n: over }) : '',
    about: aboutOf(columns, reader),
    isOver: over > 0,
    pressed: pressedOf(columns, reader),
  }
}

function openOf(columns: Columns, reader: Reader): string {
  const n = numberOf(columns['itemsOpen']) ?? 0
  const isIdle = n === 0 && (numberOf(columns['obstacles']) ?? 0) === 0
  return isIdle ? reader.say('butlers.nothing') : reader.say('butlers.open', { n })
}

function aboutOf(columns: Columns, reader: Reader): string {
  const [over, left] = [numberOf(columns['overdueDays']), numberOf(columns['daysLeft'])]
  const title = wordOf(columns['title'])
  const days =
    over !== null
      ? reader.say('limit.over', { n: over })
      : left !== null
        ? reader.say('butlers.left', { n: left })
        : ''
  const obstacles = numberOf(columns['obstacles']) ?? 0
  const inTheWay = obstacles > 0 ? reader.say('butlers.obstacles', { n: obstacles }) : ''
  return [title, title === '' ? '' : days, inTheWay].filter(Boolean).join(' ')
}

/** What the chief butler presses for as its system tells it, and what was pressed for here. */
function pressedOf(columns: Columns, reader: Reader): string {
  const here = pressedHere(columns, reader)
  const all = (numberOf(columns['pressed']) ?? 0) + here.length
  if (all === 0) return ''
  const waiting = here.filter(each => each['awaits'] === 'acknowledgement').length
  const unsigned = (numberOf(columns['unsigned']) ?? 0) + waiting
  const said = reader.say('butlers.pressed', { n: all })
  return unsigned === 0 ? said : `${said} ${reader.say('butlers.unsigned', { n: unsigned })}`
}

function pressedHere({ number, key }: Columns, reader: Reader): readonly Columns[] {
  const own = new Set(
    (reader.list('items')?.rows ?? []).flatMap(({ id, columns }) =>
      columns['number'] === number && columns['butlerKey'] === key ? [id] : [],
    ),
  )
  return (reader.list('pressed')?.rows ?? []).flatMap(({ columns }) =>
    own.has(`${wordOf(columns['target'])}#${wordOf(columns['item'])}`) ? [columns] : [],
  )
}
