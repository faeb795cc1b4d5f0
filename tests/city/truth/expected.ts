import { cellKey } from '../../../shared/model/cell.ts'

export const CITY = '211000'

/** How what an upstream knows comes to a screen. */
export interface Way {
  readonly feeds: readonly string[]
  /** What a report tells is at most so much older than the report itself. */
  readonly behindMs: number
  /** True where the screen's number moves after the report: it is pushed, or time alone moves it. */
  readonly goesOn: boolean
}

/** What stands in a cell, by an upstream's own account of an instant. A text like `187 / 200` has two numbers. */
export interface Expected {
  readonly cell: string
  readonly way: Way
  readonly at: (instant: number) => readonly number[]
  /** A second account, where nobody can say more than that it lies between the two. */
  readonly orElse?: (instant: number) => readonly number[]
  /** Its numbers stand in figures of their own, and each figure has one of them: the median here, the ninth tenth there. */
  readonly isApart?: true
}

/** So many instants of an upstream are remembered: many figures ask for the same ones. */
export const INSTANTS = 200

type Numbers = number | readonly number[]

/** Expectations of one way, each by metric, dimensions and what it is at an instant. */
export const expecting =
  (way: Way) =>
  (
    metric: string,
    at: (instant: number) => Numbers,
    dims: readonly string[] = [],
    area = CITY,
  ): Expected => ({
    cell: cellKey(metric, area, dims),
    way,
    at: instant => [at(instant)].flat(),
  })

export const count = <T>(all: readonly T[], test: (each: T) => boolean): number => all.filter(test).length
export const sum = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((total, each) => total + of(each), 0)
