import type { AlertDocument } from '../../../../shared/alerts/document.ts'
import type { TriedRule } from '../../../../shared/sync/trial.ts'
import type { AlertFormWords } from '../../../language/alert-form.ts'
import { filled } from '../../../language/words.ts'

interface Telling {
  readonly words: AlertFormWords
  readonly timeOf: (at: number) => string
  /** There is no rule of this name yet, so none was ever raised by it. */
  readonly isNew: boolean
}

/** So many times of the past are named, the newest first. */
const MOST_TIMES = 5

/** What a rule that was tried says, in sentences. */
export function triedSentences(tried: TriedRule, rule: AlertDocument, telling: Telling): readonly string[] {
  const { words, isNew } = telling
  if (tried.total === 0) return [words.triedNone]
  return [
    ...nowSentences(tried, rule, words),
    ...(tried.isQuiet ? [words.quietNow] : []),
    ...(isNew ? [] : [filled(words.raised, { n: tried.raised })]),
    pastSentence(tried, telling),
  ]
}

function nowSentences(
  { total, raising, unseen, alerts, subjects }: TriedRule,
  { forSeconds }: AlertDocument,
  words: AlertFormWords,
): readonly string[] {
  const isMeasured = subjects.some(({ says }) => says !== 'unmeasured' && says !== 'unseen')
  const after = filled(forSeconds === 0 ? words.atOnce : words.afterTime, { alerts, n: forSeconds })
  const seen =
    raising === 0 ? filled(words.calm, { total }) : filled(words.raising, { total, n: raising }) + after
  return [
    ...(isMeasured ? [seen] : []),
    ...(subjects.some(({ says }) => says === 'unmeasured') ? [words.unmeasured] : []),
    ...(unseen > 0 ? [filled(words.unseen, { n: unseen })] : []),
  ]
}

function pastSentence({ past }: TriedRule, { words, timeOf }: Telling): string {
  if (past === null) return words.noPast
  const { points, raisedAt } = past
  if (points === 0) return words.pastNone
  const newest = [...raisedAt].reverse().slice(0, MOST_TIMES).map(timeOf)
  const times = newest.length === 0 ? '' : filled(words.pastTimes, { times: newest.join('、') })
  return filled(words.past, { points, n: raisedAt.length, times })
}
