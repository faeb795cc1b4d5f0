import { fit, fitPart, projectedBounds, type Margin, type Stage, type View } from './camera.ts'
import { inFocus } from './focus.ts'
import type { Mosaic } from './mosaic.ts'
import type { Focus } from './picture.ts'
import type { Projection } from './projection.ts'

export type Variant = 'raised' | 'flat'

/** What is left free round the whole mosaic: above it columns rise, at its sides labels stand, under it the slab. */
const MARGINS: Readonly<Record<Variant, Readonly<Record<'labelled' | 'bare', Margin>>>> = {
  raised: {
    labelled: { top: 96, side: 76, bottom: 52 },
    bare: { top: 34, side: 10, bottom: 22 },
  },
  flat: {
    labelled: { top: 10, side: 12, bottom: 10 },
    bare: { top: 3, side: 3, bottom: 3 },
  },
}

const AROUND_FOCUS: Margin = { top: 130, side: 70, bottom: 70 }

/** Where the camera wants to be for what is looked at on this stage. */
export function viewFor(
  mosaic: Mosaic,
  projection: Projection,
  stage: Stage,
  variant: Variant,
  labels: boolean,
  focus: Focus,
): View {
  const margin = MARGINS[variant][labels ? 'labelled' : 'bare']
  const whole = fit(projectedBounds(mosaic.plane, projection, mosaic.cells), stage, margin)
  const near = mosaic.cells.filter(inFocus(mosaic, focus))
  if (near.length === mosaic.cells.length) return whole
  return fitPart(projectedBounds(mosaic.plane, projection, near), whole, stage, AROUND_FOCUS)
}
