import type { InjectionKey, Ref } from 'vue'
import { inject } from 'vue'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Text } from '../../shared/model/value.ts'
import type { SceneName } from '../../shared/sync/start.ts'
import type { Live } from '../live/live.ts'

/** What the page was told at its start, and its one connection. */
export interface City {
  readonly title: Text
  readonly areas: Areas
  readonly audience: string
  readonly scenes: readonly SceneName[]
  readonly live: Live
  /** City time of now, where what is on show is of then; null: it is of now. */
  readonly replay: number | null
  /** City time, moved on once a second and once a minute; 0 before the server told it. */
  readonly time: { readonly second: Readonly<Ref<number>>; readonly minute: Readonly<Ref<number>> }
}

export const CITY: InjectionKey<City> = Symbol('city')

export function useCity(): City {
  const city = inject(CITY)
  if (city === undefined) throw new Error('the application was mounted without its city')
  return city
}
