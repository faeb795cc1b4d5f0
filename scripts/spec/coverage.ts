import type { Title } from './titles.ts'

/** How many rows each table of the city's description has. */
const ROWS = { IOC: 25, LYX: 20, HW: 22, PRV: 19, STAT: 22 }
export const ROW_IDS: readonly string[] = Object.entries(ROWS).flatMap(([family, count]) =>
  Array.from({ length: count }, (_, i) => `${family}-${String(i + 1).padStart(2, '0')}`),
)

/** A row of docs/coverage.md. */
interface CoverageRow {
  readonly id: string
  readonly feeds: readonly string[]
  readonly scenes: readonly string[]
  readonly answer: string
}

const named = (text: string): readonly string[] =>
  text === '—' || text.startsWith('all ') ? [] : text.split(' ')

export const coverageRowsOf = (page: string): readonly CoverageRow[] =>
  page
    .split('\n')
    .filter(line => /^\| [A-Z]+-\d\d /.test(line))
    .map(line => line.split('|').map(part => part.trim()))
    .map(([, id = '', , feeds = '', scenes = '', answer = '']) => ({
      ...{ id, answer },
      feeds: named(feeds),
      scenes: named(scenes),
    }))

export interface ShippedMetric {
  readonly id: string
  readonly kind: string | readonly string[]
  readonly where: readonly (readonly unknown[])[]
}
interface ShippedLayout {
  readonly areas: readonly string[]
  readonly stacks?: { readonly [name: string]: { readonly panels: readonly { readonly panel: string }[] } }
}
interface ShippedScene {
  readonly id: string
  readonly panels: readonly {
    readonly id: string
    readonly metrics: { readonly [role: string]: string }
    readonly options?: unknown
  }[]
  readonly layouts: { readonly [name: string]: ShippedLayout }
}
export interface Shipped {
  readonly feeds: readonly { readonly id: string; readonly kind: string }[]
  readonly metrics: readonly ShippedMetric[]
  readonly scenes: readonly ShippedScene[]
}

/** Where a number can be asked; on a wall nobody can. */
const HANDS = ['desk', 'tablet', 'phone']

function panelsInHand({ panels, layouts }: ShippedScene) {
  const placed = new Set(
    HANDS.flatMap(name => layouts[name] ?? []).flatMap(({ areas, stacks = {} }) =>
      areas
        .flatMap(line => line.split(' '))
        .flatMap(name => stacks[name]?.panels.map(({ panel }) => panel) ?? [name]),
    ),
  )
  return panels.filter(({ id }) => placed.has(id))
}

/** What of a row's feeds is read by no panel that can be held in the hand, in none of its scenes. */
function unreadFeeds({ id, feeds, scenes }: CoverageRow, shipped: Shipped): string[] {
  const panels = shipped.scenes.filter(scene => scenes.includes(scene.id)).flatMap(panelsInHand)
  const bound = new Set(
    panels.flatMap(({ metrics }) => Object.values(metrics).map(role => role.split('@')[0]!)),
  )
  const read = shipped.metrics.filter(metric => bound.has(metric.id))
  const kinds = new Set(read.flatMap(({ kind }) => kind))
  const faults: string[] = []
  for (const name of feeds) {
    const feed = shipped.feeds.find(each => each.id === name)
    if (feed === undefined) faults.push(`${id}: there is no feed ${name}`)
    else if (scenes.length > 0 && !kinds.has(feed.kind))
      faults.push(`${id}: nothing of ${name} is read on a desk, a tablet or a phone in ${scenes.join(', ')}`)
  }
  const told = JSON.stringify([panels.map(({ options }) => options), read.map(({ where }) => where)])
  // A family of figures begins with its row; IOC rows are systems, and have figures of other rows.
  if (feeds.includes('stat-key') && !id.startsWith('IOC') && !new RegExp(`"${id}(-\\d+)?"`).test(told))
    faults.push(
      `${id}: none of its published figures is on a desk, a tablet or a phone in ${scenes.join(', ')}`,
    )
  return faults
}

const unknownScenes = ({ id, scenes }: CoverageRow, shipped: Shipped): string[] =>
  scenes
    .filter(name => !shipped.scenes.some(scene => scene.id === name))
    .map(name => `${id}: there is no scene ${name}`)

/** Everything in which docs/coverage.md, what is shipped and the tests disagree. */
export function coverageFaults(
  rows: readonly CoverageRow[],
  titles: readonly Title[],
  shipped: Shipped,
): readonly string[] {
  const tested = new Set(titles.filter(({ runs }) => runs).flatMap(title => title.rows))
  const ids = rows.map(({ id }) => id)
  return [
    ...ROW_IDS.filter(id => !ids.includes(id)).map(id => `${id}: docs/coverage.md has no such row`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map(id => `${id}: docs/coverage.md has it twice`),
    ...ids.filter(id => !ROW_IDS.includes(id)).map(id => `${id}: the description has no such row`),
    ...rows.flatMap(row => [...unknownScenes(row, shipped), ...unreadFeeds(row, shipped)]),
    ...rows
      .filter(({ id, answer }) => !answer.startsWith('OPEN') && !tested.has(id))
      .map(({ id }) => `${id}: no running test has it in its title`),
  ]
}
