import { districtInFocus } from './focus.ts'
import type { Point } from './geometry.ts'
import type { DistrictFigure, Figures, Focus } from './picture.ts'
import type { Plan } from './plan.ts'
import { countText } from './type.ts'
import type { MapWords } from './words.ts'

/** One line of the map's table: what its picture says, in words. */
export interface AreaRow {
  readonly id: string
  readonly name: string
  readonly district: string
  readonly count: string
  readonly overdue: string
  readonly note: string
  readonly state: string
  /** In the plane, for moving by arrow keys. */
  readonly place: Point
}

/** The areas that can be chosen: the districts of the city, or the towns of the district that is looked at. */
export function areaRows(plan: Plan, figures: Figures, focus: Focus, words: MapWords): AreaRow[] {
  const district = districtInFocus(plan, focus)
  return district === null ? districtRows(plan, figures, words) : townRows(plan, figures, words, district)
}

function districtRows(plan: Plan, figures: Figures, words: MapWords): AreaRow[] {
  return plan.districts.map(({ node, label }) => {
    const figure = figures.districts.find(f => f.id === node.id)
    return {
      id: node.id,
      name: node.name,
      district: '',
      count: countWords(figure?.count ?? null, words),
      overdue: '',
      note: figure?.note ?? '',
      state: stateWords(figure, words),
      place: label.middle,
    }
  })
}

/** The towns of one district, or of all. */
export function townRows(plan: Plan, figures: Figures, words: MapWords, district: string | null): AreaRow[] {
  return plan.towns
    .filter(town => district === null || town.district.id === district)
    .map(town => {
      const figure = figures.towns.get(town.node.id)
      return {
        id: town.node.id,
        name: town.node.name,
        district: town.district.name,
        count: countWords(figure?.count ?? null, words),
        overdue: figure?.overdue === undefined ? '' : String(figure.overdue),
        note: '',
        state: '',
        place: town.place,
      }
    })
}

const countWords = (count: number | null, words: MapWords) =>
  count === null ? words.unknown : countText(count, words.language)

function stateWords(figure: DistrictFigure | undefined, words: MapWords): string {
  const state = figure?.state ?? 'ok'
  return figure?.words === undefined ? words.states[state] : `${words.states[state]} ${figure.words}`
}

/** What the picture says in one breath: its name, then each area with its figures. */
export function summaryText(rows: readonly AreaRow[], title: string): string {
  return `${title}。${rows.map(rowText).join(';')}`
}

export function rowText({ name, count, note, state }: AreaRow): string {
  return [name, count, note, state].filter(part => part !== '').join(' ')
}

export const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const
export type Arrow = (typeof ARROWS)[number]

const DIRECTIONS: Readonly<Record<Arrow, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** How much an area beside the way counts as farther than one straight ahead. */
const SIDEWAYS = 2

/**
 * The area an arrow leads to: the nearest in its direction. Where there is none, the next in the list (left and up: the one
 * before), so that every area is reached by any arrow.
 */
export function areaTowards(rows: readonly AreaRow[], from: string | null, arrow: Arrow): string | null {
  const at = rows.findIndex(row => row.id === from)
  if (at === -1) return rows[0]?.id ?? null
  const [dx, dy] = DIRECTIONS[arrow]
  const [x, y] = rows[at]!.place
  let nearest: string | null = null
  let least = Infinity
  for (const { id, place } of rows) {
    const ahead = (place[0] - x) * dx + (place[1] - y) * dy
    const beside = Math.abs((place[0] - x) * dy - (place[1] - y) * dx)
    const cost = ahead + SIDEWAYS * beside
    if (ahead > beside / SIDEWAYS && cost < least) [nearest, least] = [id, cost]
  }
  const step = arrow === 'ArrowLeft' || arrow === 'ArrowUp' ? rows.length - 1 : 1
  return nearest ?? rows[(at + step) % rows.length]!.id
}
