import type { Row } from '../../shared/kinds/kind.ts'
import type { Glyph } from '../glyphs/glyph.ts'

/** Something that people work on, as the server tells of it. */
export interface Matter<Step extends string = string> {
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly Step[]
}

export interface MatterHistory<Step extends string = string> extends Matter<Step> {
  readonly history: readonly Row[]
}

/** How one stands, as lists and cards have it. */
export interface MatterView {
  readonly glyph: Glyph
  readonly state: string
  readonly awaits: string
  readonly due: string
  readonly left: string
  readonly isOver: boolean
}
