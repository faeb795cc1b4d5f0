/** What a started upstream is: where it can be reached, and its end. */
export interface Running {
  /** A URL, a file or a folder; for one that only pushes, where it pushes to. */
  readonly address: string
  stop(): Promise<void>
}

/** One pretend upstream system: a process of its own in spirit, reached only through its protocol. */
export interface Upstream {
  /** As in DOMAIN 6.1: `hotline`, `govsvc`, … */
  readonly name: string
  /** What it is called in the city. */
  readonly title: string
  start(): Promise<Running>
  /** A15: silent (no pushes, refused connections, no new rows) while on; what happened meanwhile comes afterwards. */
  readonly outage: (on: boolean) => void
  /** A15: on, it speaks as after an upgrade that nobody announced (a renamed field, a new one); off, as before. */
  readonly upgrade?: (on: boolean) => void
}

/** An outage by hand, and one that the calendar of mishaps brings by itself. */
export interface Silence {
  readonly isOn: (at: number) => boolean
  readonly switch: (on: boolean) => void
}

/** `planned` tells whether the upstream is out of order by itself at that instant. */
export function createSilence(planned: (at: number) => boolean = () => false): Silence {
  let byHand = false
  return {
    isOn: at => byHand || planned(at),
    switch: on => {
      byHand = on
    },
  }
}
