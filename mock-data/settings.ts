import { parseClock, type ClockSetting } from '../shared/calendar/city-clock.ts'

/** Where each system listens, relative to MOCK_PORT; the base itself is the demonstrator's control. */
const PORTS = {
  ...{ hotline: 1, gcproj: 2, citymgmt: 3, air: 4, grid: 5 },
  ...{ alert: 6, hospital: 7, tour: 8, traffic: 9, mqtt: 10 },
} as const

export type PortName = keyof typeof PORTS

/** What the environment says, read once in `main.ts`. */
export interface Settings {
  readonly clock: ClockSetting
  /** The machine instant at which a moved clock shows its start; null: now. */
  readonly anchor: number | null
  readonly seed: string
  readonly folder: string
  readonly controlPort: number
  readonly portOf: (name: PortName) => number
  readonly serverUrl: string
  /** Of a broker that somebody runs; null: one inside this process. */
  readonly mqttUrl: string | null
  /** Messages of the 物联网 a second. */
  readonly iotRate: number
  /** Share of the cases that the hall ordinarily has. */
  readonly hallVolume: number
  /** By name, e.g. HOTLINE_HMAC. */
  readonly secret: (name: string) => string
}

type Environment = { readonly [name: string]: string | undefined }

/** Secrets of the pretend city: they protect nothing, but its feeds are to be set up as real ones are. */
const PRETEND_SECRETS: { readonly [name: string]: string } = {
  HOTLINE_HMAC: 'pretend-city-hotline',
  GRID_HMAC: 'pretend-city-grid',
  TOUR_TOKEN: 'pretend-city-tour',
}

export function readSettings(environment: Environment): Settings {
  const { CITY_CLOCK = 'real', CITY_CLOCK_ANCHOR, MOCK_SEED = 'liaoyang', DATA_DIR = 'data' } = environment
  const clock = parseClock(CITY_CLOCK)
  if (clock === null) throw fault('CITY_CLOCK', CITY_CLOCK, "'real' or '<ISO start>@<speed up to 3600>'")
  const base = whole('MOCK_PORT', environment.MOCK_PORT ?? '4100', 65_000)
  return {
    clock,
    anchor:
      CITY_CLOCK_ANCHOR === undefined
        ? null
        : whole('CITY_CLOCK_ANCHOR', CITY_CLOCK_ANCHOR, Number.MAX_SAFE_INTEGER),
    seed: MOCK_SEED,
    folder: environment.MOCK_DIR ?? `${DATA_DIR}/upstreams`,
    controlPort: base,
    portOf: name => (base === 0 ? 0 : base + PORTS[name]),
    serverUrl: serverUrl(environment.SERVER_URL ?? 'http://127.0.0.1:4000'),
    ...deviceSettings(environment),
    hallVolume: hallVolume(environment.MOCK_GOVSVC_PERCENT ?? '100'),
    secret: name => environment[name] ?? PRETEND_SECRETS[name] ?? '',
  }
}

const fault = (name: string, value: string, wanted: string) =>
  new RangeError(`configuration: ${name}='${value}' must be ${wanted}`)

function whole(name: string, text: string, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN
  if (!(value <= max)) throw fault(name, text, `a whole number up to ${max}`)
  return value
}

const SLOWEST_IOT = 10
const FASTEST_IOT = 750

function deviceSettings({ MOCK_MQTT_URL, MOCK_IOT_RATE = '70' }: Environment) {
  const iotRate = whole('MOCK_IOT_RATE', MOCK_IOT_RATE, FASTEST_IOT)
  if (iotRate < SLOWEST_IOT)
    throw fault('MOCK_IOT_RATE', MOCK_IOT_RATE, `at least ${SLOWEST_IOT} messages a second`)
  if (MOCK_MQTT_URL !== undefined && !/^mqtts?:\/\/[^/]+$/.test(MOCK_MQTT_URL))
    throw fault('MOCK_MQTT_URL', MOCK_MQTT_URL, 'mqtt://host:port')
  return { mqttUrl: MOCK_MQTT_URL ?? null, iotRate }
}

/** Three records of four on a first start are the hall's: with fewer of them a city is up sooner. */
function hallVolume(text: string): number {
  const percent = whole('MOCK_GOVSVC_PERCENT', text, 100)
  if (percent === 0) throw fault('MOCK_GOVSVC_PERCENT', text, 'at least 1 per cent')
  return percent / 100
}

function serverUrl(text: string): string {
  if (!URL.canParse(text)) throw fault('SERVER_URL', text, 'a URL')
  return text.replace(/\/+$/, '')
}
