import { documentKey } from '../../shared/model/cell.ts'
import type { Listener } from './listener.ts'
import { until } from './whole-city.ts'

/** Reports every ten minutes: a first start need not wait for it. */
const SLOW = ['iot-reservoir']
const PATIENCE_S = 240

/** Which feeds have not told all of their past yet. */
export function missing({ cells, report }: Listener): readonly string[] {
  const prefix = documentKey('feed', '')
  const feeds = [...cells.keys()].flatMap(key => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))
  if (feeds.length === 0) return ['everything']
  // A form speaks once somebody has filled it in.
  const isForm = (feed: string) =>
    (cells.get(prefix + feed) as { readonly manual?: true } | undefined)?.manual
  return feeds.filter(feed => {
    const said = report(feed)
    return (
      !SLOW.includes(feed) &&
      isForm(feed) !== true &&
      (said === null || said.okAt === 0 || said.backlog !== null)
    )
  })
}

/** Waits until the past of every feed is in, as the server itself tells it. */
export const caughtUp = (listener: Listener): Promise<void> =>
  until(
    () => missing(listener).length === 0,
    () => `all feeds are in; missing are ${missing(listener).join(' ')} ${listener.refusal()}`,
    PATIENCE_S,
  )

/** They speak rarely, and nothing of what they said is kept for who comes later. */
const RARE = ['iot-room', 'iot-smoke', 'iot-manhole']

/** The instant, by the city's clock, by which the server surely listened to devices that speak rarely. */
export async function devicesHeard({ report }: Listener, now: () => number): Promise<number> {
  const unheard = () => RARE.filter(feed => (report(feed)?.okAt ?? 0) === 0)
  await until(
    () => unheard().length === 0,
    () => `devices are heard of ${unheard().join(' ')}`,
    60,
  )
  return now()
}
