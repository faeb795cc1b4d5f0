import { requireProperty, tokensFrom, type ReadProperty, type Tokens } from '../theme/tokens.ts'

/** The faces of a column of one class: a face is lit at its top and falls to its foot. */
export interface ColumnColours {
  readonly cap: string
  readonly left: readonly [top: string, foot: string]
  readonly right: readonly [top: string, foot: string]
}

export interface TileColours {
  readonly fill: string
  readonly ink: string
}

/** Walls face south-west, south-east, or east and west. */
export interface WallColours {
  readonly tops: readonly [sw: string, se: string, ew: string]
  readonly feet: readonly [sw: string, se: string, ew: string]
  readonly bad: string
  readonly line: string
}

/** The colours of the map beside the wall's own. */
export interface Palette extends Tokens {
  /** High contrast: no floor, no shading, no tints. */
  readonly plain: boolean
  readonly ground: string
  readonly floor: string
  readonly dense: string
  readonly sparse: string
  readonly badTile: string
  readonly under: string
  readonly lit: string
  readonly hot: string
  readonly cellEdge: string
  readonly border: string
  readonly wall: WallColours
  readonly river: readonly [wide: string, middle: string, core: string]
  readonly riverName: string
  readonly leader: string
  readonly columns: readonly ColumnColours[]
  readonly classes: readonly TileColours[]
  readonly unknown: TileColours
  readonly flatBorder: string
}

export function paletteFrom(read: ReadProperty): Palette {
  const one = (name: string) => requireProperty(read, `--map-${name}`)
  const list = (name: string) => one(name).split(/\s+/)
  const tile = (name: string): TileColours => {
    const [fill, ink] = list(name) as [string, string]
    return { fill, ink }
  }
  return {
    ...tokensFrom(read),
    plain: one('detail') === 'plain',
    ground: one('ground'),
    floor: one('floor'),
    dense: one('dense'),
    sparse: one('sparse'),
    badTile: one('bad-tile'),
    under: one('under'),
    lit: one('lit'),
    hot: one('hot'),
    cellEdge: one('cell-edge'),
    border: one('border'),
    wall: {
      tops: list('wall') as [string, string, string],
      feet: list('wall-foot') as [string, string, string],
      bad: one('bad-wall'),
      line: one('wall-line'),
    },
    river: list('river') as [string, string, string],
    riverName: one('river-name'),
    leader: one('leader'),
    columns: [1, 2, 3, 4, 5].map(n => columnColours(list(`column-${n}`))),
    classes: [1, 2, 3, 4, 5, 6].map(n => tile(`class-${n}`)),
    unknown: tile('unknown'),
    flatBorder: one('flat-border'),
  }
}

function columnColours(list: readonly string[]): ColumnColours {
  const [cap, left, leftFoot, right, rightFoot] = list as [string, string, string, string, string]
  return { cap, left: [left, leftFoot], right: [right, rightFoot] }
}
