import type { Audience } from '../access/principal.ts'
import type { Areas } from '../areas/areas.ts'
import type { Column, Kind } from '../kinds/kind.ts'
import { kindsOf } from '../metrics/kinds-of.ts'
import { documentKey, parseCellKey } from '../model/cell.ts'
import type { MetricDocument } from '../model/documents.ts'
import { readFault } from '../model/feed-fault.ts'
import type { Fields, Value } from '../model/value.ts'

/** So few that one could tell who is meant (T-PII-02). */
export const SMALL = 5

/** In the place of a metric's document: there is a number, and it is not for this audience. */
export interface Withheld {
  readonly withheld: true
}

const WITHHELD = { withheld: true } as const satisfies Withheld

/** What an audience sees of the cells. It is made on the server, before anything is encoded. */
export interface Veil {
  /** Whether there is such a cell at all: where a dimension is not for this audience, its values stand in the key. */
  shows(key: string): boolean
  /** What it sees in the place of the value; null is "unknown". */
  value(key: string, value: Value): Value
}

interface Parts {
  readonly areas: Areas
  readonly kinds: readonly Kind[]
  readonly metrics: readonly MetricDocument[]
}

/** People of the house see all of it, but for what only who mends a feed needs to know. */
export const INTERNAL: Veil = { shows: () => true, value: withoutDetail }

export function createVeil(audience: Audience, parts: Parts): Veil {
  if (audience === 'internal') return INTERNAL
  const kinds = new Map(parts.kinds.map(kind => [kind.id, kind]))
  const plans = new Map(parts.metrics.map(metric => [metric.id, planOf(metric, kinds)]))
  const planFor = (key: string) => plans.get(parseCellKey(key)?.metric ?? '') ?? null
  return {
    shows(key) {
      if (parseCellKey(key) !== null) return planFor(key)?.isShown === true
      return true
    },
    value(key, value) {
      if (value === null) return null
      // Of a number that is told of and never comes a screen would draw 0, and of one that is told nothing of, "unknown".
      if (key.startsWith(METRICS))
        return plans.get(key.slice(METRICS.length))?.isShown === true ? value : WITHHELD
      if (parseCellKey(key) === null) return withoutDetail(key, value)
      const plan = planFor(key)
      return plan?.isShown === true ? veiled(plan, value, parts.areas) : null
    },
  }
}

/** Why a feed fails is told to screens in a word; the words of the system that failed name hosts and folders. */
function withoutDetail(key: string, value: Value): Value {
  if (!key.startsWith('feed:') || value === null || typeof value !== 'object') return value
  const { reason, ...report } = value as Fields
  return {
    ...report,
    reason: typeof reason === 'string' && reason !== '' ? `${readFault(reason).fault}: ` : '',
  }
}

interface Plan {
  readonly isShown: boolean
  readonly aggregate: MetricDocument['aggregate']['type']
  readonly isAboutPeople: boolean
  /** By the id of a row it could be looked up elsewhere, and by its place as well. */
  readonly isNameless: boolean
  /** Of a list: column by column, whether it is shown, and whether it is where something is. */
  readonly columns: readonly { readonly isOpen: boolean; readonly isArea: boolean }[]
}

/** What no kind says is for everybody is for nobody here: a new column, a new kind, a kind that is gone (T-PII-01). */
function planOf(metric: MetricDocument, kinds: ReadonlyMap<string, Kind>): Plan {
  const counted = kindsOf(metric).map(id => kinds.get(id) ?? null)
  const isOpenIn = (name: string) =>
    counted.every(kind => {
      if (kind === null) return false
      const column = columnsIn(kind, metric.over).find(each => each.name === name)
      return column !== undefined && isOpen(kind, column)
    })
  const { aggregate } = metric
  const isAboutPeople = counted.some(kind => kind?.publicly?.about !== 'things')
  const names = 'columns' in aggregate ? aggregate.columns : []
  return {
    isShown: counted.every(kind => kind !== null) && metric.by.every(isOpenIn),
    aggregate: aggregate.type,
    isAboutPeople,
    isNameless: isAboutPeople || counted.some(kind => kind?.publicly?.nameless === true),
    columns: names.map(name => ({ isOpen: name === 'area' || isOpenIn(name), isArea: name === 'area' })),
  }
}

const columnsIn = (kind: Kind, over: string | undefined): readonly Column[] =>
  over === undefined ? kind.columns : [...(kind.inner?.[over] ?? []), ...kind.columns]

/** Just where somebody is. */
const POINTS = ['lon', 'lat']
/** Ours, in every row: which kind it is. */
const KIND = 'kind'

/**
 * A text may hold anything, so it is shown only where its kind says so or where it is one of a table of codes; a number, an
 * instant and a yes or no hold no name.
 */
export function isOpen({ publicly }: Kind, { name, type, codes }: Column): boolean {
  if (publicly?.open?.includes(name) === true) return true
  if (name === KIND) return true
  if (POINTS.includes(name)) return false
  return codes !== undefined || (type !== 'text' && type !== 'list')
}

function veiled(plan: Plan, value: Value, areas: Areas): Value {
  if (plan.aggregate === 'list') return veiledList(plan, value, areas)
  if (plan.aggregate === 'last') return Array.isArray(value) ? veiledRow(plan, value as Value[], areas) : null
  if (!plan.isAboutPeople) return value
  if (typeof value === 'number') return isSmall(value) ? below : value
  // How many a percentile is of does not stand in it.
  if (Array.isArray(value)) return null
  return veiledRatio(plan, value as Fields)
}

const METRICS = documentKey('metric', '')

/** What stands in the place of a number that is too small to be told. */
const below: Value = { below: SMALL }

const isSmall = (count: number): boolean => count > 0 && count < SMALL

function veiledRatio({ aggregate }: Plan, value: Fields): Value {
  const { n, d } = value
  if (typeof n !== 'number' || typeof d !== 'number' || isSmall(d)) return null
  // Of a share both sides are people; of a mean only those it is over.
  if (aggregate !== 'mean' && (isSmall(n) || isSmall(d - n))) return null
  return { n, d }
}

function veiledList(plan: Plan, value: Value, areas: Areas): Value {
  const { total, rows } = value as Fields
  if (typeof total !== 'number' || !Array.isArray(rows)) return null
  const shown = (rows as Value[][]).map(([id, ...row], i) => [
    plan.isNameless ? `#${i + 1}` : (id ?? ''),
    ...veiledRow(plan, row, areas),
  ])
  return { total, rows: shown }
}

const veiledRow = ({ columns, isNameless }: Plan, row: readonly Value[], areas: Areas): Value[] =>
  columns.map(({ isOpen, isArea }, i) => {
    const value = row[i] ?? null
    if (!isOpen) return null
    return isArea && isNameless ? townOf(areas, value) : value
  })

/** A village may be a handful of houses; a town is not. */
function townOf(areas: Areas, code: Value): Value {
  if (typeof code !== 'string') return null
  let node = areas.byId(code) ?? areas.leafOf(code)
  while (node !== null && node.level === 'cell') node = node.parent
  return node?.id ?? null
}
