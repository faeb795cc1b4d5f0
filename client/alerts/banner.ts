import type { Audience } from '../../shared/access/principal.ts'
import { TOLD_COLUMNS, TOLD_METRIC } from '../../shared/alerts/told.ts'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { cellKey } from '../../shared/model/cell.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import { momentText } from '../figures/time.ts'
import { filled } from '../language/words.ts'
import type { BannerWords } from '../language/alert-banner.ts'
import type { Language } from '../language/say.ts'
import type { Cells } from '../widgets/cells.ts'

export interface BannerView {
  /** By which the same alert is known again. */
  readonly key: string
  readonly severity: string
  readonly level: string
  readonly isSeen: boolean
  /** Of the first level, and nobody has acknowledged it. */
  readonly isGravest: boolean
  /** All that is to be heard of what is told, by such keys: also what stands behind the first. */
  readonly rings: readonly string[]
  readonly title: string
  /** Where and what. */
  readonly about: string
  readonly since: string
  /** For how long it has been so: of the gravest, where minutes count; else ''. */
  readonly lasting: string
  /** Who has acknowledged it, as a post; '' while nobody has. */
  readonly seenBy: string
  /** How many more there are; '' for none. */
  readonly more: string
  /** Read aloud once: neither its value, nor for how long it has been so. */
  readonly heard: string
}

export interface BannerGround {
  readonly cells: Cells
  readonly city: string
  readonly audience: Audience
  readonly language: Language
  readonly words: BannerWords
  readonly now: number
  readonly nameOf: (area: string) => string
}

/** The first of what is told: what nobody has acknowledged, by its severity. null: nothing is. */
export function bannerOf(ground: BannerGround): BannerView | null {
  const { cells, city, audience } = ground
  const told = cells.get(cellKey(TOLD_METRIC[audience], city, [])) as Fields | null
  const rows = (told?.['rows'] ?? []) as unknown as readonly (readonly Value[])[]
  const all = rows.map(([id, ...values]) => ({ id: textOf(id), row: named(TOLD_COLUMNS[audience], values) }))
  const [first] = all
  if (first === undefined) return null
  const total = typeof told?.['total'] === 'number' ? told['total'] : rows.length
  const rings = all.filter(({ row }) => row['sound'] === true && !isSeen(row)).map(keyOf)
  return { ...viewOf(first, total - 1, ground), rings }
}

/** How many alerts are told of now. */
export function toldCount(cells: Pick<Cells, 'get'>, audience: Audience, city: string): number {
  const told = cells.get(cellKey(TOLD_METRIC[audience], city, [])) as Fields | null
  return typeof told?.['total'] === 'number' ? told['total'] : 0
}

interface Told {
  readonly id: string
  readonly row: Fields
}

const named = (columns: readonly string[], values: readonly Value[]): Fields =>
  Object.fromEntries(columns.map((name, i) => [name, values[i] ?? null]))
const isSeen = (row: Fields): boolean => row['state'] === 'acknowledged'
const keyOf = ({ id, row }: Told): string => `${id} ${Number(row['event'])}`

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

/** In the language of the screen, and in the words for those who look at it. */
function titleOf(row: Fields, language: Language): string {
  const english = textOf(row['titleEn'] ?? row['publicTitleEn'])
  return language === 'en' && english !== '' ? english : textOf(row['title'] ?? row['publicTitle'])
}

const placeOf = (row: Fields): string => textOf(row['place'] ?? row['publicPlace'])

function aboutOf(row: Fields, words: BannerWords): string {
  const { count } = row
  const many = typeof count === 'number' && count > 1 ? filled(words.places, { n: count }) : ''
  return [placeOf(row), textOf(row['what']), textOf(row['value']), many].filter(Boolean).join(' ')
}

function viewOf(told: Told, more: number, ground: BannerGround): Omit<BannerView, 'rings'> {
  const { words, now, language } = ground
  const { row } = told
  const seen = isSeen(row)
  const since = Number(row['since'] ?? row['event'])
  const severity = textOf(row['severity'])
  const isGravest = severity === '1' && !seen
  const [level, title] = [levelOf(words, severity), titleOf(row, language)]
  const seenBy = seen ? seenText(row, ground) : ''
  return {
    ...{ key: keyOf(told), isSeen: seen, severity, level, title, about: aboutOf(row, words) },
    heard: [level, title, placeOf(row), seenBy].filter(Boolean).join(' '),
    since: filled(words.since, { time: momentText(since, now) }),
    ...{ isGravest, lasting: isGravest ? lastingText(now - since, words) : '' },
    seenBy,
    more: more > 0 ? filled(words.more, { n: more }) : '',
  }
}

function lastingText(ms: number, words: BannerWords): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE))
  const [h, n] = [Math.floor(minutes / 60), minutes % 60]
  return h === 0 ? filled(words.lasting, { n }) : filled(words.lastingHours, { h, n })
}

export const levelOf = ({ levels }: BannerWords, severity: string): string =>
  (levels as { readonly [severity: string]: string })[severity] ?? ''

function seenText(row: Fields, { words, now, nameOf }: BannerGround): string {
  const role = words.roles[textOf(row['role']) as keyof BannerWords['roles']] ?? ''
  const at = typeof row['acknowledgedAt'] === 'number' ? momentText(row['acknowledgedAt'], now) : ''
  const post = [nameOf(textOf(row['post'])), role].filter(Boolean).join(' ')
  return filled(words.seenBy, { post, time: at })
}
