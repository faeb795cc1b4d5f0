import type { Column } from '../../../../shared/kinds/kind.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import type { DocumentsGround } from '../../../../shared/sync/publications.ts'
import { fieldsAt, numberAt, withMember, wordAt, wordsAt } from '../members.ts'
import { columnsOf, LEVELS } from '../metric-model.ts'

export const SEVERITIES = [1, 2, 3, 4] as const
export const STATES = ['failed', 'late'] as const
export const WAYS = ['above', 'below', 'changesBy'] as const
export const GROUPS = ['each', 'area', 'all'] as const

export type Watched = 'metric' | 'feeds'
export type Way = (typeof WAYS)[number]

/** Members that the form has a place for; others are left as they are and named. */
const KNOWN = [
  ...['id', 'title', 'severity', 'over', 'condition', 'forSeconds', 'groupBy', 'quiet', 'escalate'],
  ...['channels', 'sound', 'public'],
]
export const unknownMembers = (document: Fields): readonly string[] =>
  Object.keys(document).filter(name => !KNOWN.includes(name))

/** A rule over no number yet, to be watched and not to wake anybody. */
export const newAlert = (): Fields => ({
  ...{ id: '', title: { zh: '', en: '' }, severity: 3 },
  ...{ over: { metric: '', areas: 'city' }, condition: { above: 0 }, forSeconds: 300 },
  ...{ groupBy: 'each', channels: [], sound: false },
})

export const watchedBy = (document: Fields): Watched =>
  'feeds' in fieldsAt(document, 'over') ? 'feeds' : 'metric'

/** It looks at something else from now on: what is of the other alone goes. */
export function withWatched(document: Fields, watched: Watched): Fields {
  if (watched === watchedBy(document)) return document
  if (watched === 'metric')
    return { ...document, over: { metric: '', areas: 'city' }, condition: { above: 0 } }
  const groupBy = document['groupBy'] === 'area' ? 'all' : (document['groupBy'] ?? 'all')
  return {
    ...withMember(document, 'condition', undefined),
    ...{ over: { feeds: 'all', state: 'failed' }, groupBy },
  }
}

/** Another number: areas and group stay where it has them, dimensions and column are its own. */
export function withMetric(document: Fields, metric: Fields): Fields {
  const levels = wordsAt(metric, 'areas')
  const { areas } = fieldsAt(document, 'over')
  const fitting = typeof areas === 'string' && levels.includes(areas) ? areas : (firstLevel(levels) ?? 'city')
  const [column] = columnsToJudge(metric)
  const isFlat = wordsAt(metric, 'by').length === 0
  return {
    ...document,
    over: {
      ...{ metric: wordAt(metric, 'id'), areas: fitting },
      ...(column === undefined ? {} : { column }),
    },
    ...(isFlat && document['groupBy'] === 'area' ? { groupBy: 'each' } : {}),
  }
}

const firstLevel = (levels: readonly string[]) => LEVELS.find(level => levels.includes(level))

/** Of a newest record one of its columns is judged; of any other number there is nothing to choose. */
export function columnsToJudge(metric: Fields): readonly string[] {
  const aggregate = fieldsAt(metric, 'aggregate')
  return wordAt(aggregate, 'type') === 'last' ? wordsAt(aggregate, 'columns') : []
}

/** A dimension with the codes that its column has a name for; [] where nobody lists them. */
export interface Dimension {
  readonly name: string
  readonly column: Column | undefined
  readonly codes: readonly { readonly id: string; readonly title: Column['title'] }[]
}

export function dimensionsOf(metric: Fields, kinds: DocumentsGround['kinds']): readonly Dimension[] {
  const columns = columnsOf(kinds, metric)
  return wordsAt(metric, 'by').map(name => {
    const column = columns.find(each => each.name === name)
    return { name, column, codes: Object.entries(column?.codes ?? {}).map(([id, title]) => ({ id, title })) }
  })
}

/** One of each of its dimensions and no other; the first of each where they are listed. */
export const firstDims = (dimensions: readonly Dimension[]): readonly string[] =>
  dimensions.map(({ codes }) => codes[0]?.id ?? '')

/** Where: each area of a level, or one area. */
export const areaOf = (over: Fields): string | null => {
  const { areas } = over
  return typeof areas === 'object' && areas !== null && !Array.isArray(areas)
    ? wordAt(areas as Fields, 'area')
    : null
}

export const wayOf = (condition: Fields): Way | null => WAYS.find(way => way in condition) ?? null

/** Judged otherwise: the value stays, and where it ends is asked for anew, since it lies on the other side. */
export function conditionWith(condition: Fields, way: Way): Fields {
  const before = wayOf(condition)
  if (before === way) return condition
  const value = before === null ? 0 : (numberAt(condition, before) ?? 0)
  if (way !== 'changesBy') return { [way]: value }
  return { changesBy: value > 0 ? value : 1, withinSeconds: 600 }
}

export const QUIET: Fields = { from: '22:00', to: '07:00', tellUpTo: 2 }
export const ESCALATE: Fields = { afterMinutes: 10, channels: [] }

/** `all`, or those that are named. */
export const feedsOf = (over: Fields): 'all' | readonly string[] =>
  over['feeds'] === 'all' ? 'all' : wordsAt(over, 'feeds')
