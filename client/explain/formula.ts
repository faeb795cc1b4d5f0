import type { Condition, MetricDocument, Window } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Say } from '../language/say.ts'

/** Names of fields as people read them; a field without one is called as the kind calls it. */
export type FieldNames = ReadonlyMap<string, string>

/** Words for what a condition compares with: codes have names, and a flag is a yes or a no. */
export interface FormulaWords {
  readonly names: FieldNames
  readonly say: Say
  readonly word: (column: string, code: string) => string
  readonly kindName: (kind: string) => string
}

/** How a number comes about, in words made from its document: what cannot drift from what is counted. */
export interface Formula {
  readonly formula: string
  readonly where: string
  readonly window: string
}

export function formulaOf(metric: MetricDocument, words: FormulaWords): Formula {
  return {
    formula: aggregateText(metric, words),
    where: conditionsText(metric.where, words),
    window: windowText(metric.window, words.say),
  }
}

function aggregateText(metric: MetricDocument, words: FormulaWords): string {
  const { aggregate } = metric
  const { names, say } = words
  const name = (field: string) => names.get(field) ?? field
  switch (aggregate.type) {
    case 'count':
      return say('formula.count', { kind: '' })
    case 'sum':
      return say('formula.sum', { field: name(aggregate.field) })
    case 'ratio':
      return say('formula.ratio', { of: conditionsText(aggregate.of, words) })
    case 'mean':
      return say('formula.mean', { field: name(aggregate.field) })
    case 'share':
      return say('formula.share', { field: name(aggregate.field), over: name(aggregate.over) })
    case 'filled':
      return say('formula.filled', { fields: fieldsText(metric, aggregate.fields, words) })
    case 'percentile':
      return say('formula.percentile', { field: name(aggregate.field), p: aggregate.p.join(', ') })
    case 'last':
      return say('formula.last')
    case 'list':
      return say('formula.list', {
        n: aggregate.limit,
        sort: aggregate.sort.map(([field]) => name(field)).join(', '),
      })
  }
}

/** Of one kind what a whole record has; of several how much each has, since their fields are not the same. */
function fieldsText(
  { kind }: MetricDocument,
  fields: { readonly [kind: string]: readonly string[] },
  { names, kindName }: FormulaWords,
): string {
  const ofKind = (id: string) => fields[id] ?? []
  if (typeof kind === 'string')
    return ofKind(kind)
      .map(field => names.get(field) ?? field)
      .join('、')
  return kind.map(id => `${kindName(id)} ${ofKind(id).length}`).join('、')
}

const SIGNS: { readonly [op: string]: string } = { '!=': '≠', '<=': '≤', '>=': '≥', in: '∈', has: '⊃' }

function conditionsText(conditions: readonly Condition[], words: FormulaWords): string {
  return conditions
    .map(([field, op, value]) => {
      const name = words.names.get(field) ?? field
      return `${name} ${SIGNS[op] ?? op} ${valueText(value, field, words)}`
    })
    .join(' · ')
}

function valueText(value: Value, field: string, words: FormulaWords): string {
  if (value === null) return '—'
  if (Array.isArray(value)) return value.map(part => valueText(part as Value, field, words)).join(' / ')
  if (typeof value === 'boolean') return words.say(value ? 'formula.yes' : 'formula.no')
  if (typeof value === 'string') return words.word(field, value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function windowText(window: Window, say: Say): string {
  switch (window.type) {
    case 'now':
    case 'day':
    case 'month':
    case 'year':
      return say(`formula.${window.type}`)
    case 'rolling':
      return say('formula.rolling', { n: window.minutes })
    case 'change':
      return say('formula.change', { n: window.days })
    case 'series':
      return say('formula.series', { n: window.keep, bucket: say(`bucket.${window.bucket}`) })
  }
}
