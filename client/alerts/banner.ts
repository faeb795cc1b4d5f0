import type { Audience } from '../../shared/access/principal.ts'
import { TOLD_COLUMNS, TOLD_METRIC } from '../../shared/alerts/told.ts'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { cellKey } from '../../shared/model/cell.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import { momentText } from '../figures/time.ts'
import { filled } from '../language/words.ts'
import type { AlertWords } from '../language/alerts.ts'
import type { Language } from '../language/say.ts'
import type { Cells } from '../widgets/cells.ts'

export interface BannerView {
  /** By which the same alert is known again; it is sounded once. */
  readonly key: string
  readonly severity: string
  readonly level: string
  readonly isSeen: boolean
  /** Of the first level, and nobody has acknowledged it. */
  readonly isGravest: boolean
  readonly sound: boolean
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
}

export interface BannerGround {
  readonly cells: Cells
  readonly city: string
  readonly audience: Audience
  readonly language: Language
  readonly words: AlertWords
  readonly now: number
  readonly nameOf: (area: string) => string
}

/** The first of what is told: what nobody has acknowledged, by its severity. null: nothing is. */
export function bannerOf(ground: BannerGround): BannerView | null {
  const { cells, city, audience } = ground
  const told = cells.get(cellKey(TOLD_METRIC[audience], city, [])) as Fields | null
  const rows = (told?.['rows'] ?? []) as unknown as readonly (readonly Value[])[]
  const [first] = rows
  if (first === undefined) return null
  const row: Fields = Object.fromEntries(
    TOLD_COLUMNS[audience].map((name, i) => [name, first[i + 1] ?? null]),
  )
  const total = typeof told?.['total'] === 'number' ? told['total'] : rows.length
  return viewOf(textOf(first[0]), row, total - 1, ground)
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

/** In the language of the screen, and in the words for those who look at it. */
function titleOf(row: Fields, language: Language): string {
  const english = textOf(row['titleEn'] ?? row['publicTitleEn'])
  return language === 'en' && english !== '' ? english : textOf(row['title'] ?? row['publicTitle'])
}

function aboutOf(row: Fields, words: AlertWords): string {
  const { count } = row
  const many = typeof count === 'number' && count > 1 ? filled(words.places, { n: count }) : ''
  const place = textOf(row['place'] ?? row['publicPlace'])
  return [place, textOf(row['what']), textOf(row['value']), many].filter(Boolean).join(' ')
}

function viewOf(id: string, row: Fields, more: number, ground: BannerGround): BannerView {
  const { words, now, language } = ground
  const isSeen = row['state'] === 'acknowledged'
  const event = Number(row['event'])
  const since = typeof row['since'] === 'number' ? row['since'] : event
  const severity = textOf(row['severity'])
  const isGravest = severity === '1' && !isSeen
  return {
    ...{ key: `${id} ${event}`, isSeen, sound: row['sound'] === true && !isSeen, severity },
    level: levelOf(words, severity),
    ...{ title: titleOf(row, language), about: aboutOf(row, words) },
    since: filled(words.since, { time: momentText(since, now) }),
    ...{ isGravest, lasting: isGravest ? lastingText(now - since, words) : '' },
    seenBy: isSeen ? seenText(row, ground) : '',
    more: more > 0 ? filled(words.more, { n: more }) : '',
  }
}

function lastingText(ms: number, words: AlertWords): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE))
  const [h, n] = [Math.floor(minutes / 60), minutes % 60]
  return h === 0 ? filled(words.lasting, { n }) : filled(words.lastingHours, { h, n })
}

export const levelOf = ({ levels }: AlertWords, severity: string): string =>
  (levels as { readonly [severity: string]: string })[severity] ?? ''

function seenText(row: Fields, { words, now, nameOf }: BannerGround): string {
  const role = words.roles[textOf(row['role']) as keyof AlertWords['roles']] ?? ''
  const at = typeof row['acknowledgedAt'] === 'number' ? momentText(row['acknowledgedAt'], now) : ''
  const post = [nameOf(textOf(row['post'])), role].filter(Boolean).join(' ')
  return filled(words.seenBy, { post, time: at })
}
