import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layoutOf } from '../../../../shared/layout/choose.ts'
import { FRAME, type LayoutDocument } from '../../../../shared/layout/document.ts'
import { fitted } from '../../../../shared/layout/fitted.ts'
import { panelsOf } from '../../../../shared/layout/grid.ts'
import type { SceneDocument } from '../../../../shared/model/documents.ts'
import { screenOf } from '../../../layout/screen.ts'
import { everyWidget } from '../../../widgets/registry.ts'
import { drawn, sizeFor, type Box, type PanelBox } from './boxes.ts'

const folder = join(import.meta.dirname, '../../../../documents/scenes')
const scenes = readdirSync(folder).map(
  name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as SceneDocument,
)
const widgets = await everyWidget()

const leastIn = (scene: SceneDocument) => {
  const kinds = new Map(scene.panels.map(({ id, widget }) => [id, widget]))
  return (id: string) => widgets.get(kinds.get(id) ?? '')?.least ?? { width: 0, height: 0 }
}

/** A wall as its screen lays a scene out, and the room every panel of it must have: what was drawn smaller was meant so. */
function wallOf(scene: SceneDocument, width: number, k: number) {
  const least = leastIn(scene)
  const { layout: name, canvas, spacing } = screenOf('wall', { width, height: 1080 }, k)
  const own = layoutOf(scene, name)
  const { layout, gone } = fitted(own, canvas, spacing, least)
  const asDrawn = new Map(drawn(own, name, least, sizeFor(name)).panels.map(box => [box.panel, box]))
  const needs = (panel: string) => {
    const { width: wide = 0, height = 0 } = asDrawn.get(panel) ?? {}
    return { width: Math.min(wide, least(panel).width), height: Math.min(height, least(panel).height) }
  }
  return { name, canvas, needs, gone, own, panels: drawn(layout, name, least, canvas).panels }
}

const HAIR = 1
const overlaps = (a: Box, b: Box): boolean =>
  a.x + HAIR < b.x + b.width &&
  b.x + HAIR < a.x + a.width &&
  a.y + HAIR < b.y + b.height &&
  b.y + HAIR < a.y + a.height
/** An overlay lies on its area on purpose, in a corner that the picture below leaves empty. */
const mayOverlap = (a: PanelBox, b: PanelBox): boolean => a.isOverlay !== b.isOverlay && a.area === b.area

function faultsOf({ canvas, needs, panels }: ReturnType<typeof wallOf>): readonly string[] {
  const beyond = panels.filter(
    ({ x, y, width, height }) =>
      x < 0 || y < 0 || x + width > canvas.width + HAIR || y + height > canvas.height + HAIR,
  )
  const clipped = panels.filter(
    ({ panel, width, height }) => width < needs(panel).width - HAIR || height < needs(panel).height - HAIR,
  )
  const lying = panels.flatMap((a, i) =>
    panels
      .slice(i + 1)
      .flatMap(b => (overlaps(a, b) && !mayOverlap(a, b) ? [`${a.panel} on ${b.panel}`] : [])),
  )
  return [
    ...beyond.map(({ panel }) => `${panel} beyond the edge`),
    ...clipped.map(({ panel, width, height }) => `${panel} in ${Math.round(width)} × ${Math.round(height)}`),
    ...lying,
  ]
}

const WALLS = [
  [1920, 1],
  [3840, 1],
  [3840, 1.2],
  [5760, 1],
  [5760, 1.2],
] as const

test.each(WALLS)(
  '[LAY6] on a wall of %i × 1080 at %d times the distance each scene has room for its panels, and none lies on another or beyond the edge',
  (width, k) => {
    expect(scenes).toHaveLength(12)
    for (const scene of scenes) {
      const wall = wallOf(scene, width, k)
      expect([scene.id, wall.name, faultsOf(wall)]).toEqual([scene.id, wall.name, []])
      expect(wall.panels.length, scene.id).toBe(panelsOf(wall.own).length - wall.gone.size)
      expect(wall.panels.length, scene.id).toBeGreaterThan(3)
    }
  },
)

test('[LAY6] seen from nearby nothing goes', () => {
  for (const scene of scenes)
    for (const width of [1920, 3840, 5760])
      expect([scene.id, width, [...wallOf(scene, width, 1).gone]]).toEqual([scene.id, width, []])
})

test('[LAY6] a panel in too little room, one on another and one beyond the edge are seen', () => {
  const [scene] = scenes as [SceneDocument]
  const wall = wallOf(scene, 3840, 1)
  const [first, second] = wall.panels as [PanelBox, PanelBox]
  const faults = (panels: readonly PanelBox[]) => faultsOf({ ...wall, panels })
  expect(faults([{ ...first, height: 20 }])).toEqual([`${first.panel} in ${Math.round(first.width)} × 20`])
  expect(faults([first, { ...second, x: first.x, y: first.y }])).toEqual([
    `${first.panel} on ${second.panel}`,
  ])
  expect(faults([{ ...first, x: 3800 }])).toEqual([`${first.panel} beyond the edge`])
})

test('[LAY7] every panel of a shipped scene stands on some screen', () => {
  for (const { id, panels, layouts } of scenes) {
    const standing = new Set(
      Object.values(layouts).flatMap(layout => panelsOf(layout as unknown as LayoutDocument)),
    )
    const nowhere = panels.filter(panel => panel.id !== FRAME && !standing.has(panel.id))
    expect(
      nowhere.map(panel => panel.id),
      id,
    ).toEqual([])
  }
})
