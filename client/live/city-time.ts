import { readonly, ref, type Ref } from 'vue'
import { MINUTE } from '../../shared/calendar/civil.ts'
import type { CityClock } from './clock.ts'

export interface CityTime {
  readonly second: Readonly<Ref<number>>
  readonly minute: Readonly<Ref<number>>
  /** The clock was told the time: it may have jumped. */
  update(): void
  stop(): void
}

const SECOND = 1000

/**
 * City time for pictures: two numbers that move on at the full second and the full minute of the city, so that whatever
 * shows minutes is not made anew each second. In a fast city they move on once a real second.
 */
export function startCityTime(
  clock: CityClock,
  now: () => number,
  later: (ms: number, run: () => void) => () => void,
): CityTime {
  const second = ref(0)
  const minute = ref(0)
  let cancel = () => {}

  function update(): void {
    const at = clock.now(now())
    if (at !== null) {
      second.value = Math.floor(at / SECOND) * SECOND
      minute.value = Math.floor(at / MINUTE) * MINUTE
    }
    cancel()
    cancel = later(at === null ? SECOND : untilNextSecond(at, clock.speed), update)
  }

  update()
  return { second: readonly(second), minute: readonly(minute), update, stop: () => cancel() }
}

/** Just after the next full second of the city; where those fly by, once a real second. */
function untilNextSecond(at: number, speed: number): number {
  const rest = (SECOND - (at % SECOND)) / speed + 5
  return speed > 1 ? Math.max(rest, SECOND) : rest
}
