import type { Measure } from './measure.ts'

type Plausible = readonly [low: number, high: number]

/** Bounds are in units; a measure holds them in its scaled numbers. */
export const measure = (
  name: string,
  [zh, en]: readonly [string, string],
  unit: string,
  scale: number,
  [low, high]: Plausible,
  wanted?: { readonly min?: number; readonly max?: number },
): Measure => {
  const scaled = { min: wanted?.min, max: wanted?.max }
  return {
    name,
    title: { zh, en },
    unit: { zh: unit, en: /^[\x20-\u02ff³]*$/.test(unit) ? unit : '' },
    scale,
    plausible: [low * scale, high * scale],
    ...(wanted === undefined
      ? {}
      : {
          wanted: {
            ...(scaled.min === undefined ? {} : { min: scaled.min * scale }),
            ...(scaled.max === undefined ? {} : { max: scaled.max * scale }),
          },
        }),
  }
}

/** A quantity that cannot change by more than `jump` units from one reading to the next. */
export const slow = (jump: number, of: Measure): Measure => ({ ...of, jump: jump * of.scale })

/** A slow quantity that never says the same for an hour while it works. */
export const restless = (jump: number, of: Measure): Measure => ({ ...slow(jump, of), restless: true })

export const counter = (of: Measure): Measure => ({ ...of, counter: true })

/** Where something is, or which way it goes. */
export const momentary = (of: Measure): Measure => ({ ...of, momentary: true })
