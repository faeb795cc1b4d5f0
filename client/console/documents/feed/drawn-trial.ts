import type { PanelDocument } from '../../../../shared/model/documents.ts'
import type { DocumentsGround } from '../../../../shared/sync/publications.ts'
import type { DrawnTrial, FeedSample } from '../../../../shared/sync/trial.ts'
import { documentWords } from '../../../language/documents.ts'
import { feedTrialWords } from '../../../language/feed-trial.ts'
import { textIn, type Language } from '../../../language/say.ts'
import { filled } from '../../../language/words.ts'
import type { ToTrial, TrialPanel } from '../../../preview/told.ts'
import { numberRows } from './beside-rows.ts'

/** Why there is nothing to draw, in words; '': there is. */
export function nothingDrawn(sample: FeedSample | null, language: Language): string {
  const words = feedTrialWords(language)
  if (sample === null) return words.untried
  const { drawn, records } = sample
  if (drawn !== null) return drawn.panels.length === 0 && drawn.before !== null ? words.noChange : ''
  if (records.length === 0) return words.noRecords
  if (sample.accepted > 0) return words.same
  return records.every(({ mapped }) => !mapped.ok && mapped.reason === '') ? words.unmapped : words.nonePasses
}

/** What has to be done before anybody sees a number of a first version. */
export interface NotBound {
  readonly sentence: string
  readonly to: 'metrics' | 'scenes'
  /** Of metrics that no panel shows. */
  readonly titles: readonly string[]
}

/** null: everything that counts its records is on a panel, or it is no first version. */
export function notBound(
  { before, panels, unshown, silent }: DrawnTrial,
  language: Language,
): NotBound | null {
  const words = feedTrialWords(language)
  const titles = unshown.map(({ title }) => textIn(language, title))
  if (before !== null) return null
  if (panels.length > 0) return titles.length === 0 ? null : { sentence: words.unshown, to: 'scenes', titles }
  if (titles.length > 0)
    return { sentence: filled(words.noPanel, { n: titles.length }), to: 'scenes', titles }
  const sentence = silent > 0 ? filled(words.noneCounts, { n: silent }) : words.noMetric
  return { sentence, to: 'metrics', titles }
}

interface Told {
  readonly kinds: DocumentsGround['kinds']
  readonly language: Language
}

/** As the picture is told of it. */
export function trialWord(
  { drawn, beside }: Pick<FeedSample, 'beside'> & { readonly drawn: DrawnTrial },
  { kinds, language }: Told,
): ToTrial {
  const words = feedTrialWords(language)
  const rows = numberRows(beside?.numbers ?? [], { kinds, language, words: documentWords(language) })
  const { documents, before, after } = drawn
  const side = (title: string, cells: DrawnTrial['after']) => ({ title, cells: [...documents, ...cells] })
  return {
    ...{ type: 'trial', language, now: drawn.now, tag: words.tag },
    panels: drawn.panels.map(({ scene, panel, metrics }): TrialPanel => ({
      scene: textIn(language, scene),
      panel: panel as unknown as PanelDocument,
      changes: rows
        .filter(({ id, before: was, after: is }) => metrics.includes(id) && was !== is)
        .slice(0, MOST_CHANGES),
    })),
    sides:
      before === null ? [side(words.first, after)] : [side(words.before, before), side(words.after, after)],
  }
}

/** Above a panel; the table beside the sample has all of them. */
const MOST_CHANGES = 4

export interface RefusalGroup {
  readonly reason: string
  readonly path: string
  readonly count: number
  /** The first record of them. */
  readonly at: number
}

/** Those that were refused by why and where, most first: together with those that pass they are all that were tried. */
export function refusalGroups({ records }: Pick<FeedSample, 'records'>): readonly RefusalGroup[] {
  const groups = new Map<string, RefusalGroup>()
  records.forEach(({ mapped }, at) => {
    if (mapped.ok || mapped.reason === '') return
    const { reason, path } = mapped
    const key = `${path}\n${reason}`
    const group = groups.get(key) ?? { reason, path, count: 0, at }
    groups.set(key, { ...group, count: group.count + 1 })
  })
  return [...groups.values()].sort((a, b) => b.count - a.count)
}
