import type { Row } from '../../shared/kinds/kind.ts'
import type { InvestorProject, ToldLink } from '../../shared/sync/investor.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { InvestorWords } from '../language/investor.ts'
import { filled } from '../language/words.ts'
import { callTo } from '../work/call.ts'
import { glyphOf, instantIn, textIn, wordOf } from '../work/telling.ts'

export interface ItemView {
  readonly key: string
  readonly glyph: Glyph
  readonly light: string
  readonly title: string
  readonly department: string
  readonly counter: string
  /** '' where none is told. */
  readonly phone: string
  /** What a press on it leads to; '' where there is none. */
  readonly call: string
  readonly when: string
  readonly left: string
  readonly prerequisites: string
  readonly isOver: boolean
}

export interface StageView {
  readonly key: string
  readonly glyph: Glyph
  readonly title: string
  readonly used: string
  readonly items: readonly ItemView[]
}

export interface ProjectView {
  readonly title: string
  readonly owner: string
  readonly stage: string
  readonly glyph: Glyph
  readonly light: string
  readonly done: string
  readonly due: string
  readonly left: string
  readonly isOver: boolean
  readonly asOf: string
  readonly simulated: boolean
  readonly stages: readonly StageView[]
}

const countIn = (value: unknown): number => (typeof value === 'number' ? value : 0)

export function projectView(told: InvestorProject, words: InvestorWords): ProjectView {
  const { project, stages, items, asOf, now } = told
  const isDone = project['done'] === true
  const gaps = { n: countIn(project['stage']), name: textIn(project['stageName']) }
  return {
    ...{ title: textIn(project['title']), owner: textIn(project['owner']) },
    stage: isDone ? words.allDone : filled(words.stage, gaps),
    ...lampOf(project, words),
    done: filled(words.done, { done: countIn(project['itemsDone']), all: countIn(project['items']) }),
    ...clockOf(project, words, now),
    asOf: asOf === null ? words.never : filled(words.asOf, { time: momentText(asOf, now) }),
    simulated: told.simulated,
    stages: stages.map(stage => stageView(stage, items, words, now)),
  }
}

function stageView(stage: Row, items: readonly Row[], words: InvestorWords, now: number): StageView {
  const n = countIn(stage['key'])
  const limit = stage['limit']
  const used = { used: countIn(stage['used']), limit: countIn(limit) }
  return {
    key: String(n),
    glyph: glyphOf(stage['light']),
    title: filled(words.stage, { n, name: textIn(stage['title']) }),
    used: stage['excluded'] === true ? words.excluded : limit === null ? '' : filled(words.used, used),
    items: items.filter(item => countIn(item['stage']) === n).map(item => itemView(item, words, now)),
  }
}

function itemView(item: Row, words: InvestorWords, now: number): ItemView {
  const doneAt = instantIn(item['doneAt'])
  const { due, left, isOver } = clockOf(item, words, now)
  const [all, ready] = [countIn(item['prerequisites']), countIn(item['ready'])]
  const counter = textIn(item['window'])
  return {
    ...{ key: textIn(item['key']), title: textIn(item['title']), department: textIn(item['department']) },
    ...lampOf(item, words),
    counter: counter === '' ? '' : filled(words.counter, { window: counter }),
    phone: textIn(item['phone']),
    call: callTo(textIn(item['phone'])),
    when: doneAt === null ? due : filled(words.doneAt, { time: momentText(doneAt, now) }),
    left,
    prerequisites: all === 0 || doneAt !== null ? '' : filled(words.prerequisites, { ready, all }),
    isOver,
  }
}

const lampOf = ({ light }: Row, words: InvestorWords) => ({
  glyph: glyphOf(light),
  light: wordOf(words.lights, light),
})

/** What is done has no clock. */
function clockOf({ dueAt, daysLeft, overdue, done }: Row, words: InvestorWords, now: number) {
  const at = instantIn(dueAt)
  if (at === null || done === true) return { due: '', left: '', isOver: false }
  const days = countIn(daysLeft)
  const over = days < 0 ? filled(words.over, { n: -days }) : words.overSpan
  const left = days > 0 ? filled(words.left, { n: days }) : words.today
  return {
    due: filled(words.due, { time: momentText(at, now) }),
    left: overdue === true ? over : left,
    isOver: overdue === true,
  }
}

export interface LinkView {
  readonly id: string
  readonly state: string
  readonly used: string
  readonly opens: boolean
}

export function linkView(link: ToldLink, words: InvestorWords, now: number): LinkView {
  const { id, until, revokedAt, usedAt } = link
  const opens = revokedAt === null && until >= now
  const ended = revokedAt === null ? words.links.ended : words.links.revoked
  return {
    ...{ id, opens },
    state: opens ? filled(words.links.until, { time: momentText(until, now) }) : ended,
    used: usedAt === null ? words.links.unused : filled(words.links.used, { time: momentText(usedAt, now) }),
  }
}
