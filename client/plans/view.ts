import type { Row } from '../../shared/kinds/kind.ts'
import type { Plan, PlanChangeName, PlanHistory, PlanItem } from '../../shared/sync/plan.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { PlanWords } from '../language/plans.ts'
import { filled } from '../language/words.ts'
import { historiesOf, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, leftText, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

type Manner = MannerIn<PlanWords>

export interface PlanView extends MatterView {
  readonly title: string
  /** 管家班子 演示镇 */
  readonly about: string
  readonly department: string
  /** 包抓领导 … 专班 … (PRV-12); '' where its system names none. */
  readonly led: string
}

export function planView({ row }: Pick<Plan, 'row'>, { words, now, placeName }: Manner): PlanView {
  return {
    title: textIn(row['title']),
    about: [wordOf(words.tiers, row['tier']), placeName(textIn(row['area'])), textIn(row['stageName'])]
      .filter(Boolean)
      .join(' '),
    department: textIn(row['department']),
    led: ledBy(row, words),
    glyph: glyphOf(row['light']),
    state: wordOf(words.states, row['state']),
    awaits: textIn(row['item']),
    due: dueText(row, words, now),
    left: leftText(row, words),
    isOver: row['overdue'] === true,
  }
}

/** One leader, one task force. */
const ledBy = ({ leader, taskForce }: Row, { led }: PlanWords): string =>
  [
    textIn(leader) === '' ? '' : filled(led.leader, { leader: textIn(leader) }),
    textIn(taskForce) === '' ? '' : filled(led.taskForce, { taskForce: textIn(taskForce) }),
  ]
    .filter(Boolean)
    .join(' ')

/** As a list shows it. */
export function rowOf(plan: Plan, manner: Manner): WorkRow {
  const view = planView(plan, manner)
  return { ...view, id: plan.id, number: plan.id, left: view.left || view.state }
}

/** 2/3 项; of a stage of which nothing is needed, that. */
const countedIn = ({ itemsDone, items }: Row, words: PlanWords): string =>
  items === 0 ? words.notNeeded : filled(words.counted, { done: Number(itemsDone), all: Number(items) })

/** Its stages one after the other, each with how many of its items are done; one that is not part of this plan has none. */
export const stopsOf = ({ stages, items }: PlanHistory, { words }: Manner): Stop[] =>
  stages.map(row => ({
    key: `${Number(row['key'])}`,
    title: textIn(row['title']),
    glyph: glyphOf(row['light']),
    way: row['done'] === true ? 'done' : row['open'] === true ? 'next' : 'ahead',
    text: items.some(item => item.row['stage'] === row['stage']) ? countedIn(row, words) : '',
  }))

export interface ItemLine {
  readonly key: string
  readonly title: string
  readonly department: string
  readonly glyph: Glyph
  readonly state: string
  readonly left: string
  readonly isOver: boolean
  /** 容缺, 前置未齐, 障碍:高压线迁移, 本平台调整 */
  readonly notes: readonly string[]
}

function lineOf({ row, obstacles }: PlanItem, { words }: Manner): ItemLine {
  const isRunning = row['open'] === true
  return {
    key: textIn(row['key']),
    title: textIn(row['title']),
    department: textIn(row['department']),
    glyph: glyphOf(row['light']),
    state: wordOf(words.itemStates, row['state']),
    left: isRunning ? leftText(row, words) : '',
    isOver: row['overdue'] === true,
    notes: [
      row['premature'] === true ? words.premature : '',
      row['tolerated'] === true ? words.tolerated : '',
      obstacles.length > 0 ? filled(words.inTheWay, { names: obstacles.join(' ') }) : '',
      row['changed'] === true ? words.changedHere : '',
    ].filter(Boolean),
  }
}

/** Of each stage that is part of this plan its items, open where something is to be seen: something runs, or was changed. */
export const stagesOf = ({ stages, items }: PlanHistory, manner: Manner) =>
  stages.flatMap(row => {
    const own = items.filter(item => item.row['stage'] === row['stage'])
    if (own.length === 0) return []
    return [
      {
        key: `${Number(row['key'])}`,
        title: textIn(row['title']),
        glyph: glyphOf(row['light']),
        counted: countedIn(row, manner.words),
        isOpen: row['open'] === true || own.some(item => item.row['changed'] === true),
        lines: own.map(item => lineOf(item, manner)),
      },
    ]
  })

export interface ButlerView {
  readonly key: string
  readonly glyph: Glyph
  /** 分管家 负责供暖 演示热力公司 0419-0000007 */
  readonly who: string
  /** 在办 3 超时 1 障碍:高压线迁移 督办 1 */
  readonly counted: string
  readonly isOver: boolean
  /** Of what is his and goes on. */
  readonly lines: readonly ItemLine[]
}

/** Who looks after it, each with what is open with him (LYX-08). */
export const butlersOf = ({ butlers, items }: PlanHistory, manner: Manner): readonly ButlerView[] =>
  butlers.map(row => {
    const own = items.filter(
      item => item.row['butlerKey'] === row['key'] && item.row['open'] === true && row['chief'] !== true,
    )
    return {
      key: textIn(row['key']),
      glyph: glyphOf(row['light']),
      who: whoIn(row, manner.words),
      counted: chargeIn(row, manner.words),
      isOver: row['overdue'] === true,
      lines: own.map(item => lineOf(item, manner)),
    }
  })

function whoIn(row: Row, { ofScope }: PlanWords): string {
  const scope = textIn(row['scope'])
  const said = [textIn(row['role']), scope === '' ? '' : filled(ofScope, { scope })]
  return [...said, textIn(row['office']), textIn(row['phone'])].filter(Boolean).join(' ')
}

function chargeIn(row: Row, { charge }: PlanWords): string {
  const names = Array.isArray(row['obstacleNames']) ? row['obstacleNames'].join(' ') : ''
  const [open, over, pressed] = ['itemsOpen', 'itemsOverdue', 'pressed'].map(name => Number(row[name]))
  return [
    filled(charge.open, { n: open ?? 0 }),
    over ? filled(charge.over, { n: over }) : '',
    names === '' ? '' : filled(charge.inTheWay, { names }),
    pressed ? filled(charge.pressed, { n: pressed }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = { paused: 'warn', blocked: 'warn', cleared: 'ok' }

function linesOf(row: Row, words: PlanWords) {
  const scope = textIn(row['scope'])
  const about = [textIn(row['title']), wordOf(words.procedures, row['procedure']), textIn(row['name'])]
  const office = textIn(row['office'])
  return [
    { text: about.filter(Boolean).join(' '), soft: false },
    { text: scope === '' ? '' : [filled(words.ofScope, { scope }), office].join(' ').trim(), soft: false },
    { text: textIn(row['text']), soft: true },
  ]
}

export const { entriesOf, newsSince } = historiesOf({ glyphs: GLYPH_OF_ENTRY, linesOf })

/** In the order in which they are offered. */
export const ACTS: readonly PlanChangeName[] = [
  ...(['resume', 'pause', 'clear', 'block', 'omit', 'restore', 'tolerate', 'appoint', 'release'] as const),
]
