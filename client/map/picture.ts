import type { Language } from '../language/say.ts'
import type { Camera } from './camera.ts'
import type { Palette } from './palette.ts'
import type { Plan } from './plan.ts'

export type State = 'ok' | 'warn' | 'bad'

export interface DistrictFigure {
  readonly id: string
  /** null: unknown, drawn "—". */
  readonly count: number | null
  /** A second figure, e.g. 办结 86%; the first thing to go where space is short. */
  readonly note?: string
  readonly state?: State
  /** Says what the state means: nothing is told by colour alone. */
  readonly words?: string
}

export interface TownFigure {
  readonly count: number | null
  readonly overdue?: number
}

/** Something that happens at a place now, a numbered hot spot, a point of service, or where help is. */
export interface MapMark {
  readonly id: string
  /** A cell, or a town for its seat. */
  readonly area: string
  readonly kind: 'incident' | 'spot' | 'point' | 'station' | 'team' | 'shelter' | 'store'
  /** The clock of an incident (2 分 14 秒), the number of a spot; of help that cannot come now, why. */
  readonly text: string
  /** Of a point: how much happens there, of the busiest. */
  readonly weight?: number
}

export interface Figures {
  /** Count by cell id; a cell that is not named has none. */
  readonly cells: ReadonlyMap<string, number>
  readonly districts: readonly DistrictFigure[]
  readonly towns: ReadonlyMap<string, TownFigure>
  readonly marks: readonly MapMark[]
}

/** The area that is looked at: its surroundings step back. The city as a whole when null. */
export type Focus = string | null

/** An area drawn with an outline: under the pointer, or chosen by keyboard. */
export interface Highlight {
  readonly area: string
  readonly kind: 'pointer' | 'keyboard'
}

export interface Setting {
  readonly plan: Plan
  readonly camera: Camera
  readonly palette: Palette
  readonly focus: Focus
  /** Names and figures on the map. */
  readonly labels: boolean
  readonly language: Language
}
