import { mix } from '../theme/colour.ts'
import type { ColumnColours, Palette } from './palette.ts'

/** How the counts of a map are written: as of now, as of a late source, as of one that failed. */
export type MapInk = 'live' | 'soft' | 'dim'

/** How far columns go over to the colour of what is only for reference. */
const GREYED = { soft: 0.5, dim: 0.78 } as const

/** A map that is not live has no lamp and no city lights; its columns keep their order of luminance, and its names are as they were. */
export function inked(palette: Palette, ink: MapInk): Palette {
  if (ink === 'live') return palette
  const grey = (colour: string) => mix(colour, palette.d6, GREYED[ink])
  const pair = ([top, foot]: readonly [string, string]) => [grey(top), foot] as const
  const column = ({ cap, left, right }: ColumnColours): ColumnColours => ({
    cap: grey(cap),
    left: pair(left),
    right: pair(right),
  })
  return {
    ...palette,
    d2: ink === 'soft' ? palette.t2 : palette.t3,
    leader: palette.d6,
    lit: mix(palette.lit, palette.ground, GREYED[ink]),
    hot: mix(palette.hot, palette.ground, GREYED[ink]),
    columns: palette.columns.map(column),
  }
}
