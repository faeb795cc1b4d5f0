import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RefusedMessage } from '../../shared/sync/protocol.ts'
import { connecting, offlineSince, type Connection } from '../live/connection.ts'

/** Whether the server is there, for whoever has to say so. */
export const useConnection = defineStore('connection', () => {
  const connection = shallowRef<Connection>(connecting(0))
  /** City time at which the server was lost; null while it is there. */
  const lostAt = ref<number | null>(null)
  const refused = shallowRef<RefusedMessage | null>(null)

  /** `cityTime` says what time it was in the city at an instant of the screen's own clock. */
  function changed(now: Connection, cityTime: (at: number) => number | null): void {
    connection.value = now
    const since = offlineSince(now)
    lostAt.value = since === null ? null : (lostAt.value ?? cityTime(since))
  }

  return {
    connection,
    lostAt,
    refused,
    isOffline: computed(() => lostAt.value !== null),
    changed,
  }
})
