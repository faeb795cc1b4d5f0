import { readFileSync } from 'node:fs'
import { compileAreas } from '../../shared/areas/areas.ts'
import type { AreasDocument } from '../../shared/areas/document.ts'
import liaoyang from '../../documents/areas/liaoyang.json'
import { cameraOf, type Stage } from './camera.ts'
import { viewFor, type Variant } from './framing.ts'
import { mosaicOf } from './mosaic.ts'
import { paletteFrom, type Palette } from './palette.ts'
import type { Figures, Focus, Setting, State } from './picture.ts'
import { fromAbove, tilted } from './projection.ts'

const tokensCss = readFileSync(new URL('../theme/tokens.css', import.meta.url), 'utf8')

export const areas = compileAreas(liaoyang as unknown as AreasDocument)
export const mosaic = mosaicOf(areas)

/** The custom properties of the first block of tokens.css whose selector is `selector`. */
export function propertiesIn(selector: string): ReadonlyMap<string, string> {
  const from = tokensCss.indexOf(`${selector} {`)
  if (from === -1) throw new Error(`tokens.css has no block ${selector}`)
  const block = tokensCss.slice(from, tokensCss.indexOf('}', from))
  return new Map([...block.matchAll(/(--[\w-]+): ([^;]+);/g)].map(m => [m[1]!, m[2]!]))
}

const wall = propertiesIn(':root')
const high = propertiesIn(":root[data-contrast='high']")
export const palette: Palette = paletteFrom(name => wall.get(name) ?? '')
export const highContrast: Palette = paletteFrom(name => high.get(name) ?? wall.get(name) ?? '')

export const OVERVIEW: Stage = { width: 1260, height: 690, unit: 1 }

interface Choice {
  readonly stage?: Stage
  readonly variant?: Variant
  readonly focus?: Focus
  readonly labels?: boolean
  readonly palette?: Palette
}

export function settingFor(choice: Choice = {}): Setting {
  const { stage = OVERVIEW, variant = 'raised', focus = null, labels = true } = choice
  const projection = variant === 'raised' ? tilted : fromAbove
  const view = viewFor(mosaic, projection, stage, variant, labels, focus)
  const camera = cameraOf(mosaic.side, projection, view, stage)
  return { plan: mosaic, camera, palette: choice.palette ?? palette, focus, labels, language: 'zh' }
}

/** A count for every cell by its number, and the sums of its towns and districts. */
export function figuresOf(
  count: (cell: number) => number,
  states: Readonly<Record<string, State>> = {},
): Figures {
  const cells = new Map(areas.cells.map((cell, n) => [cell.id, count(n)]))
  const sum = (inside: (id: string) => boolean) =>
    [...cells].reduce((total, [id, n]) => (inside(id) ? total + n : total), 0)
  return {
    cells,
    districts: areas.districts.map(({ id }) => ({
      id,
      count: sum(cell => cell.startsWith(id)),
      note: '办结 91%',
      ...(states[id] === undefined ? {} : { state: states[id], words: '疑似火点 2 分 14 秒' }),
    })),
    towns: new Map(areas.towns.map(({ id }) => [id, { count: sum(cell => cell.startsWith(id)) }])),
    marks: [],
  }
}

/** Lively and uneven, like a day: most cells hold a few, the inner city many. */
export const busy = figuresOf(n => (n < 12 ? 20 + ((n * 7) % 40) : (n * 5) % 9))
