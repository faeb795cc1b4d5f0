import { expect } from 'vitest'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { isoSeconds } from '../time-text.ts'
import type { Running, Upstream } from '../upstream.ts'
import type { ReceiverForTests } from './receiver-for-tests.ts'

interface Pushing<Data> {
  readonly city: CityForTests
  readonly receiver: ReceiverForTests<Data>
  readonly upstream: Upstream
  readonly running: Running
}

/**
 * Twenty minutes of outage, answers that refuse or cut off every other push, a receiver that takes none; then it stops, and goes on
 * in a city of its own until 50 minutes after it began: `again` starts it there. Nothing of that may cost a single event.
 */
export async function throughTrouble<Data>(
  { city, receiver, upstream, running }: Pushing<Data>,
  again: (city: CityForTests) => Promise<ReceiverForTests<Data>>,
): Promise<{ readonly city: CityForTests; readonly receiver: ReceiverForTests<Data> }> {
  const begun = city.clock.now()
  const until = (minutes: number) => city.clock.advance(begun + minutes * MINUTE)
  await until(5)
  upstream.outage(true)
  receiver.pushes.length = 0
  await until(25)
  expect(receiver.pushes).toEqual([])
  upstream.outage(false)
  let turn = 0
  receiver.answer = () => [503, 200, 0, 200][turn++ % 4]!
  await until(30)
  receiver.answer = () => 503
  await until(35)
  await running.stop()
  const after = cityForTests({ at: isoSeconds(begun + 40 * MINUTE), folder: city.folder })
  const other = await again(after)
  await after.clock.advance(begun + 50 * MINUTE)
  return { city: after, receiver: other }
}
