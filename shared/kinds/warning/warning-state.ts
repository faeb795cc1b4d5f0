import type { Codes } from '../kind.ts'

/** 预警 (DOMAIN 2.3-8). `none`: no message of it has been heard yet. */
export const WARNING_STATES = ['draft', 'drill', 'actual', 'updated', 'cancelled', 'expired'] as const
export type WarningState = (typeof WARNING_STATES)[number] | 'none'

export const STATE_CODES: Codes = {
  draft: { zh: '草稿', en: 'draft' },
  drill: { zh: '演练', en: 'exercise' },
  actual: { zh: '已发布', en: 'issued' },
  updated: { zh: '已更新', en: 'updated' },
  cancelled: { zh: '已解除', en: 'cancelled' },
  expired: { zh: '已过期', en: 'expired' },
}

/** What comes to a warning; `expire` comes by the clock and from nobody. */
export type WarningEvent = 'draft' | 'drill' | 'alert' | 'update' | 'cancel' | 'expire'

export interface Step {
  readonly state: WarningState
  /** Could not have come now: it is believed as far as it means something, and marked. */
  readonly irregular: boolean
}

const to = (state: WarningState): Step => ({ state, irregular: false })
const odd = (state: WarningState): Step => ({ state, irregular: true })

type Row = { readonly [event in WarningEvent]: Step }

/** What was only drafted or rehearsed may become anything. */
const planned: Row = {
  draft: to('draft'),
  drill: to('drill'),
  alert: to('actual'),
  update: odd('updated'),
  cancel: to('cancelled'),
  expire: to('expired'),
}

const inForce = (state: 'actual' | 'updated'): Row => ({
  draft: odd(state),
  drill: odd(state),
  alert: odd(state),
  update: to('updated'),
  cancel: to('cancelled'),
  expire: to('expired'),
})

const STEPS: { readonly [state in WarningState]: Row } = {
  // An Update or Cancel may come before its Alert (A17): it says all that is needed, and is marked until that comes.
  none: { ...planned, cancel: odd('cancelled'), expire: to('none') },
  draft: planned,
  drill: planned,
  actual: inForce('actual'),
  updated: inForce('updated'),
  cancelled: {
    draft: odd('cancelled'),
    drill: odd('cancelled'),
    alert: odd('cancelled'),
    update: odd('cancelled'),
    cancel: odd('cancelled'),
    expire: to('cancelled'),
  },
  // To cancel what is over is only tidy; to prolong it makes it hold again.
  expired: {
    draft: odd('expired'),
    drill: odd('expired'),
    alert: odd('actual'),
    update: odd('updated'),
    cancel: to('expired'),
    expire: to('expired'),
  },
}

export const next = (state: WarningState, event: WarningEvent): Step => STEPS[state][event]
