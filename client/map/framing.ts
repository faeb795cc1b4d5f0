import { fit, fitPart, projectedBounds, type Margin, type Stage, type View } from './camera.ts'
import { inFocus } from './focus.ts'
import type { Focus } from './picture.ts'
import type { Plan } from './plan.ts'
import type { Projection } from './projection.ts'

export type Variant = 'raised' | 'flat'

/** What is left free round the whole city: above it columns rise, at its sides labels stand, under it the slab. */
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

/** Without labels a part may fill the stage, as the whole does, but for the legend under it. */
const AROUND_FOCUS: Readonly<Record<'labelled' | 'bare', Margin>> = {
  labelled: { top: 130, side: 70, bottom: 70 },
  bare: { top: 12, side: 12, bottom: 84 },
}

/** Where the camera wants to be for what is looked at on this stage. */
export function viewFor(
  plan: Plan,
  projection: Projection,
  stage: Stage,
  variant: Variant,
  labels: boolean,
  focus: Focus,
): View {
  const named = labels ? 'labelled' : 'bare'
  const margin = MARGINS[variant][named]
  const whole = fit(projectedBounds(projection, plan.outline(plan.cells)), stage, margin)
  const near = plan.cells.filter(inFocus(plan, focus))
  if (near.length === plan.cells.length) return whole
  return fitPart(projectedBounds(projection, plan.outline(near)), whole, stage, AROUND_FOCUS[named])
}
