import { FRAME, type LayoutDocument } from './document.ts'

/** Lines of the grid between which an area lies, from 0; `to` is the line after it. */
export interface Span {
  readonly column: readonly [from: number, to: number]
  readonly row: readonly [from: number, to: number]
}

const namesIn = (row: string): string[] => row.trim().split(/\s+/)

/** The box around every name. Whether a name fills its box is for `layoutFaults` to say. */
export function areasOf({ areas }: LayoutDocument): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>()
  areas.forEach((text, y) =>
    namesIn(text).forEach((name, x) => {
      if (name === '.') return
      const { column, row } = spans.get(name) ?? { column: [x, x + 1] as const, row: [y, y + 1] as const }
      spans.set(name, {
        column: [Math.min(column[0], x), Math.max(column[1], x + 1)],
        row: [row[0], y + 1],
      })
    }),
  )
  return spans
}

/** Every panel the layout shows, each time it is named. */
export function panelsOf(layout: LayoutDocument): string[] {
  const stacks = layout.stacks ?? {}
  const inAreas = [...areasOf(layout).keys()].filter(name => name !== FRAME)
  const standing = inAreas.flatMap(name => stacks[name]?.panels.map(({ panel }) => panel) ?? [name])
  return [...standing, ...(layout.overlays ?? []).map(({ panel }) => panel)]
}

/** What is wrong with a layout of a scene with these panels; empty when nothing is. For publishing, in the operator's words. */
export function layoutFaults(layout: LayoutDocument, panels: ReadonlySet<string>): string[] {
  return [...gridFaults(layout), ...nameFaults(layout, panels)]
}

function gridFaults(layout: LayoutDocument): string[] {
  const { columns, rows, areas } = layout
  const faults: string[] = []
  if (areas.length !== rows.length) faults.push(`${rows.length} rows but ${areas.length} lines of areas`)
  areas.forEach((text, y) => {
    const count = namesIn(text).length
    if (count !== columns.length)
      faults.push(`line ${y + 1} of areas names ${count} of ${columns.length} columns`)
  })
  if (faults.length > 0) return faults
  const named = areas.map(namesIn)
  for (const [name, { column, row }] of areasOf(layout)) {
    const box = named.slice(row[0], row[1]).flatMap(line => line.slice(column[0], column[1]))
    if (box.some(other => other !== name)) faults.push(`area ${name} is not a rectangle`)
  }
  return faults
}

function nameFaults(layout: LayoutDocument, panels: ReadonlySet<string>): string[] {
  const areas = areasOf(layout)
  const stacks = Object.keys(layout.stacks ?? {})
  const placed = panelsOf(layout)
  return [
    ...stacks.filter(name => !areas.has(name)).map(name => `stack ${name} has no area`),
    ...stacks.filter(name => panels.has(name)).map(name => `stack ${name} is named like a panel`),
    ...(layout.overlays ?? [])
      .filter(o => !areas.has(o.area))
      .map(o => `overlay ${o.panel}: no area ${o.area}`),
    ...placed.filter(name => !panels.has(name)).map(name => `no panel ${name} in this scene`),
    ...placed.filter((name, i) => placed.indexOf(name) !== i).map(name => `panel ${name} stands twice`),
    ...(layout.drop ?? []).filter(name => !placed.includes(name)).map(name => `drop: ${name} is not shown`),
  ]
}
