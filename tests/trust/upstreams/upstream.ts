import type { ServiceName } from '../../services.ts'

/** What of a form is filled in: the name of a setting and what is written there; true: a group that is ticked. */
export type Typed = readonly (readonly [setting: string, text: string | true])[]

/** Where in what an upstream says the parts of a record stand. */
export interface Places {
  readonly number: string
  readonly title: string
  readonly at: string
  readonly event: string
}

/** An event as a bureau's own system tells it: no kind of the city knows such a record. */
export interface Told {
  readonly number: string
  readonly title: string
  readonly happened: string
  readonly changed: string
}

export interface Surroundings {
  /** Where the upstreams of files lay them. */
  readonly folder: string
  /** Where the city is, for those that push. */
  readonly city: () => string
  /** City time, for those that sign by it. */
  readonly now: () => number
  /** The secret that both sides know. */
  readonly secret: string
}

/** A system that is there, says so, goes, and comes back. */
export interface Upstream {
  /** What it takes to connect to it. */
  readonly typed: Typed
  /** `<address>:<port>`; null where nobody connects to it. */
  readonly place: string | null
  /** Where the secret of all does not do: the one that lets us in. */
  readonly secret?: string
  readonly tell: (events: readonly Told[]) => Promise<void>
  readonly breakOff: () => Promise<void>
  /** It is there again, and tells this. */
  readonly comeBack: (events: readonly Told[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** One way in which an upstream is connected, as an operator goes it. */
export interface Walk {
  readonly connector: string
  /** Of its feed, and of its own source. */
  readonly id: string
  /** The real service without which there is no such upstream; null: it runs within the test. */
  readonly service: ServiceName | null
  /** The setting whose secret it needs; null: it lets anybody in. */
  readonly secret: string | null
  readonly places: Places
  /** What the board says of it while it is away: what happened, and whose affair that is. */
  readonly said: string
  readonly open: (surroundings: Surroundings) => Promise<Upstream>
}

export const told = (walk: string, n: number): Told => ({
  number: `${walk.toUpperCase()}-${n}`,
  title: `演示事件${n}`,
  happened: `2026-11-23 08:1${n}:00`,
  changed: `2026-11-23 08:2${n}:00`,
})

/** As systems that speak JSON name it. */
export const JSON_PLACES: Places = {
  ...{ number: 'eventNo', title: '事件名称', at: 'updateTime', event: 'reportTime' },
}
export const asJson = ({ number, title, happened, changed }: Told) => ({
  ...{ eventNo: number, 事件名称: title, reportTime: happened, updateTime: changed },
})
/** As a broker hands it on: what it knows of the message is beside it. */
export const within = (places: Places, outer: string): Places => ({
  number: `${outer}.${places.number}`,
  title: `${outer}.${places.title}`,
  at: `${outer}.${places.at}`,
  event: `${outer}.${places.event}`,
})

export const placeOf = (url: string): string => new URL(url).host
