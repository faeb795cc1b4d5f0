import type { Areas } from '../../shared/areas/areas.ts'
import { freshness } from '../../shared/freshness/freshness.ts'
import { worstOf } from '../../shared/freshness/worst.ts'
import type { FeedReport } from '../../shared/model/cell.ts'
import type { Rhythm } from '../../shared/model/documents.ts'
import type { EntityFile, EntityGroup, EntityRow } from '../../shared/sync/entity.ts'
import { recordTexts } from '../explain/record-text.ts'
import { subjectPath, type Subject } from '../explain/subject-path.ts'
import { UNKNOWN, writtenOut } from '../figures/number.ts'
import { momentText } from '../figures/time.ts'
import { GLYPH_OF_FRESHNESS, type Glyph } from '../glyphs/glyph.ts'
import type { EntityWords } from '../language/entities.ts'
import { textIn, type Language } from '../language/say.ts'
import { filled } from '../language/words.ts'
import { glyphOf } from '../work/telling.ts'

const LIGHTS = ['green', 'yellow', 'red', 'grey']

export interface Manner {
  readonly words: EntityWords
  readonly language: Language
  readonly areas: Areas
  /** Of the city: freshness goes on by it while the file stays. */
  readonly now: number
}

export interface FileView {
  readonly title: string
  readonly type: string
  readonly code: string
  readonly known: string
  readonly place: { readonly name: string; readonly path: string } | null
  readonly libraries: readonly string[]
  readonly asOf: string
  readonly open: number
  readonly overdue: number
  readonly simulated: boolean
  readonly feeds: readonly FeedLine[]
  readonly groups: readonly GroupView[]
}

export interface FeedLine {
  readonly id: string
  readonly glyph: Glyph
  readonly department: string
  readonly title: string
  readonly told: string
}

export interface GroupView {
  readonly key: string
  readonly title: string
  readonly count: string
  readonly open: string
  readonly overdue: string
  /** That only the first are listed; '' where all are. */
  readonly shown: string
  /** How fresh the worst of its sources is, and who they are. */
  readonly glyph: Glyph
  readonly departments: string
  readonly rows: readonly RowView[]
}

export interface RowView {
  readonly id: string
  /** null: it is under no time limit. */
  readonly glyph: Glyph | null
  readonly title: string
  readonly state: string
  readonly about: string
  readonly when: string
  readonly isOver: boolean
  /** It tells no code and is joined by a name. */
  readonly isNamed: boolean
  readonly links: readonly { readonly title: string; readonly path: string }[]
  readonly fields: readonly (readonly [title: string, text: string])[]
}

export function fileView(file: EntityFile, manner: Manner): FileView {
  const { words, now, language } = manner
  const feeds = file.feeds.map(feed => feedLine(feed, manner))
  // The items of a project are in the count of the project.
  const whole = file.groups.filter(({ over }) => over === undefined)
  return {
    title: file.title,
    type: words.types[file.type],
    code: file.title === file.id ? '' : file.id,
    known: file.names.length === 0 ? '' : filled(words.known, { names: file.names.join('、') }),
    place: file.type === 'place' ? null : placeOf(file.area, manner),
    libraries: file.libraries.map(title => textIn(language, title)),
    asOf: filled(words.asOf, { time: momentText(file.now, now) }),
    open: whole.reduce((sum, { open }) => sum + open, 0),
    overdue: whole.reduce((sum, { overdue }) => sum + overdue, 0),
    simulated: file.feeds.some(({ simulated }) => simulated),
    feeds,
    groups: file.groups.map(group => groupView(file, group, feeds, manner)),
  }
}

function placeOf(code: string, { areas }: Manner): FileView['place'] {
  const leaf = code === '' ? null : (areas.byId(code) ?? areas.leafOf(code))
  const node = leaf?.level === 'cell' ? leaf.parent : leaf
  return node === null || node === undefined
    ? null
    : { name: node.name, path: subjectPath({ type: 'place', id: node.id }) }
}

const freshnessOf = ({ report, rhythm }: EntityFile['feeds'][number], now: number) =>
  freshness(report as FeedReport | null, rhythm as Rhythm, now)

function feedLine(feed: EntityFile['feeds'][number], { words, language, now }: Manner): FeedLine {
  const { okAt = 0 } = (feed.report as FeedReport | null) ?? {}
  return {
    id: feed.id,
    glyph: GLYPH_OF_FRESHNESS[freshnessOf(feed, now).state],
    department: textIn(language, feed.department),
    title: textIn(language, feed.title),
    told: okAt === 0 ? words.never : filled(words.told, { time: momentText(okAt, now) }),
  }
}

function groupView(
  file: EntityFile,
  group: EntityGroup,
  feeds: readonly FeedLine[],
  manner: Manner,
): GroupView {
  const { words, language, now } = manner
  const own = feeds.filter(({ id }) => group.feeds.includes(id))
  const worst = worstOf(
    file.feeds.filter(({ id }) => group.feeds.includes(id)).map(feed => freshnessOf(feed, now)),
  )
  const list = words.lists[group.over as keyof EntityWords['lists']]
  const n = writtenOut(group.total)
  return {
    key: `${group.kind} ${group.over ?? ''}`,
    title: [textIn(language, group.title), list].filter(Boolean).join(' · '),
    count: filled(group.more ? words.atLeast : words.records, { n }),
    open: group.open === 0 ? '' : filled(words.open, { n: writtenOut(group.open) }),
    overdue: group.overdue === 0 ? '' : filled(words.overdue, { n: writtenOut(group.overdue) }),
    shown: group.rows.length < group.total ? filled(words.shown, { n: group.rows.length }) : '',
    glyph: worst === null ? 'none' : GLYPH_OF_FRESHNESS[worst.state],
    departments: [...new Set(own.map(({ department }) => department))].join(' '),
    rows: group.rows.map(row => rowView(file, group, row, manner)),
  }
}

/** What a record is called by, and what says how it stands and who has it: the first of these that its kind has. */
const TITLES = ['title', 'name', 'theme', 'stationName', 'unitName', 'device', 'subject', 'number', 'code']
const STATES = ['state', 'status', 'role', 'type']
const ABOUT = ['department', 'enterprise', 'owner', 'item']
/** Until when, or since when it is over; of what has not begun there is no time that would be its own. */
function timesOf(isOpen: boolean, light: unknown): readonly string[] {
  if (isOpen) return ['dueAt', 'event']
  return light === 'grey' ? [] : ['doneAt', 'closedAt', 'event']
}

/** The kind is said above, and the other is everywhere the same. */
const UNTOLD = ['kind', 'marks']

const SAYS_NOTHING = ['', UNKNOWN]

function rowView(
  file: EntityFile,
  { kind, columns, title }: EntityGroup,
  row: EntityRow,
  manner: Manner,
): RowView {
  const { language, areas, now } = manner
  const words = {
    ...{ now, language, areas },
    kindName: (id: string) => (id === kind ? textIn(language, title) : id),
    word: (_kind: string, name: string, code: string) =>
      textIn(language, columns.find(column => column.name === name)?.codes?.[code]) || code,
  }
  const texts = recordTexts({ columns }, row.values, words)
  const place = (name: string) => columns.findIndex(column => column.name === name)
  const value = (name: string): unknown => row.values[place(name)]
  const first = (names: readonly string[]) =>
    names.map(name => texts[place(name)] ?? UNKNOWN).find(text => text !== UNKNOWN) ?? ''
  const called = first(TITLES)
  return {
    id: row.id,
    glyph: LIGHTS.includes(value('light') as string) ? glyphOf(value('light')) : null,
    title: called,
    state: first(STATES),
    about: first(ABOUT.filter(name => texts[place(name)] !== called)),
    when: first(timesOf(value('open') === true, value('light'))),
    isOver: value('overdue') === true,
    isNamed: row.by === 'name',
    links: row.subjects.filter(subject => !isSame(subject, file)).map(subject => linkTo(subject, manner)),
    fields: columns.flatMap(({ name, title: head }, i) =>
      UNTOLD.includes(name) || SAYS_NOTHING.includes(texts[i] ?? '')
        ? []
        : [[textIn(language, head), texts[i] ?? ''] as const],
    ),
  }
}

/** A record joined by a name says the name, and leads to where one is already. */
const isSame = (subject: Subject, { type, id, title, names }: EntityFile): boolean =>
  subject.type === type && [id, title, ...names].includes(subject.id)

function linkTo(subject: Subject, manner: Manner): RowView['links'][number] {
  const { words } = manner
  const place = subject.type === 'place' ? placeOf(subject.id, manner) : null
  if (place !== null) return { title: place.name, path: place.path }
  return { title: `${words.types[subject.type]} ${subject.id}`, path: subjectPath(subject) }
}
