import { FIGURE_WIDTH, WEIGHTS } from './cut.ts'
import { formatRanges } from './ranges.ts'
import type { Slice } from './sources.ts'
import { FIGURE_RANGES } from './wanted.ts'

export const CHINESE_FAMILY = 'Noto Sans SC Variable'
export const FIGURES_FAMILY = 'Saira Variable'

interface Face {
  readonly family: string
  readonly url: string
  readonly ranges: string
  readonly extra?: string
}

// All faces of a family say the same weights: a browser falls back between them, character by character, only then.
const face = ({ family, url, ranges, extra = '' }: Face): string => `@font-face {
  font-family: '${family}';
  font-style: normal;
  font-weight: ${WEIGHTS.min} ${WEIGHTS.max};${extra}
  font-display: swap;
  src: url('${url}') format('woff2');
  unicode-range: ${ranges};
}
`

interface Faces {
  readonly slices: readonly Slice[]
  readonly cutCodes: readonly number[]
  /** The address of a slice as seen from the style sheet. */
  readonly urlOf: (slice: Slice) => string
  readonly chinese: string
  readonly figures: string
}

/**
 * The style sheet of all faces. Where ranges overlap the later face wins, so the cut of the project's own characters
 * stands after the slices: a slice is fetched only for a character that came with the data.
 */
export const facesOf = ({ slices, cutCodes, urlOf, chinese, figures }: Faces): string =>
  [
    ...slices.map(slice => face({ family: CHINESE_FAMILY, url: urlOf(slice), ranges: slice.ranges })),
    face({ family: CHINESE_FAMILY, url: chinese, ranges: formatRanges(cutCodes) }),
    face({
      family: FIGURES_FAMILY,
      url: figures,
      ranges: FIGURE_RANGES,
      extra: `\n  font-stretch: ${FIGURE_WIDTH}%;`,
    }),
  ].join('\n')
