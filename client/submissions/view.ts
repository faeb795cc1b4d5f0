import type { Submission, SubmissionFile, SubmissionStepName } from '../../shared/sync/submission.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { SubmissionWords } from '../language/submissions.ts'
import { filled } from '../language/words.ts'
import { historiesOf, stopsAlong, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, instantIn, leftText, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

export type Manner = MannerIn<SubmissionWords>

export interface SubmissionView extends MatterView {
  readonly title: string
  readonly office: string
  readonly period: string
}

export function submissionView({ row }: Submission, { words, now }: Manner): SubmissionView {
  return {
    ...{ title: textIn(row['title']), office: textIn(row['office']) },
    period: periodText(textIn(row['period']), words),
    glyph: glyphOf(row['light']),
    state: wordOf(words.states, row['state']),
    awaits: row['open'] === true ? wordOf(words.awaits, row['state']) : '',
    due: dueText(row, words, now),
    left: leftText(row, words),
    isOver: row['overdue'] === true,
  }
}

/** `2026年10月`, `2025年`. */
export function periodText(period: string, words: SubmissionWords): string {
  const [year = '', month] = period.split('-')
  return month === undefined
    ? filled(words.year, { year })
    : filled(words.month, { year, month: String(Number(month)) })
}

/** As a list shows it. */
export function rowOf(submission: Submission, manner: Manner): WorkRow {
  const view = submissionView(submission, manner)
  const { title, office, period, glyph, state, due, isOver } = view
  return {
    ...{ id: submission.id, title, about: view.awaits, department: office, number: period },
    ...{ glyph, state, due, isOver, left: view.left },
  }
}

/** Where it is on its way: asked for, handed in, in force. An excused one goes no further. */
export function stopsOf({ row }: Submission, view: SubmissionView, manner: Manner): Stop[] {
  const state = row['state']
  const way = [
    ['due', instantIn(row['event'])],
    ['submitted', instantIn(row['submittedAt'])],
    ['approved', instantIn(row['approvedAt'])],
  ] as const
  const reached = state === 'approved' ? 2 : state === 'submitted' || state === 'passed' ? 1 : 0
  return stopsAlong(way, reached, view, manner, state !== 'excused')
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = {
  inForce: 'ok',
  sentBack: 'warn',
  excused: 'none',
}

export const { entriesOf, newsSince } = historiesOf<SubmissionWords>({
  glyphs: GLYPH_OF_ENTRY,
  linesOf: row => [{ text: textIn(row['text']), soft: false }],
})

/** In the order in which they are offered. */
export const ACTS: readonly SubmissionStepName[] = ['submit', 'approve', 'sendBack', 'withdraw', 'excuse']

export function actTitle(name: SubmissionStepName, { row }: Submission, words: SubmissionWords): string {
  if (name === 'submit' && row['state'] === 'approved') return words.correct
  return name === 'withdraw' && row['state'] === 'sentBack' ? words.giveUp : words.acts[name]
}

/** What is said of a form before it is filled in. */
export const noteOf = ({ form }: SubmissionFile, language: 'zh' | 'en'): string => form?.note[language] ?? ''
