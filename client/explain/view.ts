import type { Areas } from '../../shared/areas/areas.ts'
import { freshness } from '../../shared/freshness/freshness.ts'
import { parseCellKey, type CellAddress, type FeedReport } from '../../shared/model/cell.ts'
import type { MetricDocument, Rhythm } from '../../shared/model/documents.ts'
import { readFault } from '../../shared/model/feed-fault.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Explanation, RecordColumn } from '../../shared/sync/explain.ts'
import { figureOf, writtenOut, type Figure } from '../figures/number.ts'
import { ageText, momentText } from '../figures/time.ts'
import { GLYPH_OF_FRESHNESS, type Glyph } from '../glyphs/glyph.ts'
import { textIn, type Language, type Say } from '../language/say.ts'
import { faultIn, rhythmText } from '../panel/note.ts'
import { numberOf, ratioOf } from '../widgets/values.ts'
import { formulaOf, type Formula } from './formula.ts'

/** An explanation in the words of a screen. */
export interface ExplainView {
  readonly title: string
  readonly place: string
  readonly figure: Figure
  readonly numerator: string | null
  readonly denominator: string | null
  readonly definition: string
  readonly formula: Formula
  readonly moment: string
  /** Of a number over readings: since when they are kept as they came; null of any other. */
  readonly kept: string | null
  readonly feeds: readonly FeedView[]
}

export interface FeedView {
  readonly id: string
  readonly glyph: Glyph
  readonly title: string
  readonly department: string
  readonly age: string
  readonly rhythm: string
  /** Why it could not be asked lately, and in the words of the system that failed; null: it answers. */
  readonly fault: { readonly text: string; readonly detail: string } | null
  readonly simulated: boolean
  readonly manual: boolean
}

export interface Manner {
  readonly say: Say
  readonly language: Language
  readonly areas: Areas
  /** What a code of a kind's column is called; the code itself where nobody said. */
  readonly word: (kind: string, column: string, code: string) => string
  readonly kindName: (kind: string) => string
}

export function explainView(
  explanation: Explanation,
  columns: readonly RecordColumn[],
  manner: Manner,
): ExplainView {
  const { language, say, areas } = manner
  const address = parseCellKey(explanation.cell)
  const metric = ofOneKind(explanation.metric as MetricDocument, address)
  const value = explanation.value as Value
  const ratio = ratioOf(value)
  const unit = metric.unit[language]
  const dims = (address?.dims ?? []).map((code, i) => dimText(metric, metric.by[i] ?? '', code, manner))
  return {
    title: [textIn(language, metric.title), ...dims].join(' · '),
    place: address === null ? '' : (areas.byId(address.area)?.name ?? address.area),
    figure: figureOf(numberOf(value, metric), { unit, decimals: metric.decimals, language }),
    numerator: ratio === null ? null : writtenOut(ratio.n),
    denominator: ratio === null ? null : writtenOut(ratio.d),
    definition: textIn(language, metric.definition),
    formula: formulaOf(metric, {
      names: new Map(columns.map(({ name, title }) => [name, textIn(language, title)])),
      say,
      kindName: manner.kindName,
      word: (column, code) =>
        typeof metric.kind === 'string' ? manner.word(metric.kind, column, code) : code,
    }),
    moment: momentText(explanation.now, explanation.now),
    kept: keptText(explanation, say),
    feeds: explanation.feeds.map(feed => feedView(feed, explanation.now, manner)),
  }
}

/** A number that is told kind by kind: what it is of is one of them. */
function ofOneKind(metric: MetricDocument, address: CellAddress | null): MetricDocument {
  const kind = address?.dims[metric.by.indexOf('kind')]
  return kind === undefined ? metric : { ...metric, kind }
}

function keptText({ rawSince, now }: Explanation, say: Say): string | null {
  if (rawSince === undefined) return null
  return rawSince === null
    ? say('explain.keptNone')
    : say('explain.keptSince', { time: momentText(rawSince, now) })
}

/** The part that a number is of, as people call it: a state, a class, a community. */
function dimText(
  { kind }: MetricDocument,
  column: string,
  code: string,
  { say, areas, word, kindName }: Manner,
): string {
  if (code === '') return say('count.unknown')
  if (column === 'kind') return kindName(code)
  if (column === 'area') return areaText(code, areas)
  return typeof kind === 'string' ? word(kind, column, code) : code
}

/** A community by its own name: its cell of the mosaic has none. */
function areaText(code: string, areas: Areas): string {
  const leaf = areas.leafOf(code)
  const community = areas.communitiesOf(leaf?.id ?? '').find(each => each.code === code)
  return community?.shortName ?? areas.byId(code)?.name ?? code
}

function faultView(report: FeedReport | null, say: Say): FeedView['fault'] {
  const text = faultIn(report, say)
  return text === null || report === null ? null : { text, detail: readFault(report.reason).detail }
}

function feedView(feed: Explanation['feeds'][number], now: number, { say, language }: Manner): FeedView {
  const rhythm = feed.rhythm as Rhythm
  const report = feed.report as FeedReport | null
  const okAt = report?.okAt ?? 0
  return {
    id: feed.id,
    glyph: GLYPH_OF_FRESHNESS[freshness(report, rhythm, now).state],
    title: textIn(language, feed.title),
    department: textIn(language, feed.department),
    age: okAt === 0 ? say('freshness.waiting') : ageText(okAt, now, say),
    rhythm: rhythmText(rhythm, say),
    fault: faultView(report, say),
    simulated: feed.simulated,
    manual: feed.manual,
  }
}
