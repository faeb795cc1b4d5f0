import { compileAreas } from '../../shared/areas/areas.ts'
import type { Boundary } from '../../shared/areas/boundary.ts'
import type { AreasDocument } from '../../shared/areas/document.ts'
import qingtan from '../../examples/qingtan/areas/qingtan.json'
import { cameraOf, type Stage } from './camera.ts'
import { viewFor, type Variant } from './framing.ts'
import { OVERVIEW, palette } from './liaoyang.fixture.ts'
import type { Focus, Setting } from './picture.ts'
import type { Plan } from './plan.ts'
import { fromAbove, tilted } from './projection.ts'
import { territoryOf } from './territory.ts'

const review = { reviewNumber: '演示(无效)', approvedOn: '2026-03-01', licence: '演示', source: '演示数据' }

/**
 * Two districts side by side. The eastern has two towns, one over the other; of the western one only itself is known, and the lower
 * eastern town has an enclave in it.
 */
export const boundary: Boundary = {
  review,
  plane: { lon: 121.5, lat: 31, east: 10_000, north: 11_000 },
  arcs: [
    { border: 'rim', line: [0, 3000, -5000, 0, 0, -6000, 5000, 0] },
    { border: 'district', line: [0, 3000, 0, -3000] },
    { border: 'district', line: [0, 0, 0, -3000] },
    { border: 'rim', line: [0, -3000, 5000, 0, 0, 3000] },
    { border: 'town', line: [5000, 0, -5000, 0] },
    { border: 'rim', line: [5000, 0, 0, 3000, -5000, 0] },
    { border: 'district', line: [-3000, -500, 1000, 0, 0, 1000, -1000, 0, 0, -1000] },
  ],
  plots: [
    { code: '990101', rings: [[0, ~2, ~1], [~6]], anchor: [-1500, -1500], reach: 1100 },
    { code: '990102100', rings: [[2, 3, 4], [6]], anchor: [2500, -1500], reach: 1500 },
    { code: '990102101', rings: [[5, 1, ~4]], anchor: [2500, 1500], reach: 1500 },
  ],
}

export const areas = compileAreas(qingtan as unknown as AreasDocument, boundary)
export const plan: Plan = territoryOf(areas, boundary)

interface Choice {
  readonly stage?: Stage
  readonly variant?: Variant
  readonly focus?: Focus
}

export function boundedSetting({ stage = OVERVIEW, variant = 'raised', focus = null }: Choice = {}): Setting {
  const projection = variant === 'raised' ? tilted : fromAbove
  const camera = cameraOf(
    plan.side,
    projection,
    viewFor(plan, projection, stage, variant, true, focus),
    stage,
  )
  return { plan, camera, palette, focus, labels: true, language: 'zh' }
}
