import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RefusedMessage } from '../../shared/sync/protocol.ts'
import { connecting, offlineSince, type Connection } from '../live/connection.ts'

/** Whether the server is there, for whoever has to say so. */
export const useConnection = defineStore('connection', () => {
  const connection = shallowRef<Connection>(connecting(0))
  /** City time at which the server was lost; null while it is there. */
  const serverLostAt = ref<number | null>(null)
  /** City time up to which the picture on show was kept up to date, where it is one of before; null: it is of now. */
  const pictureOf = ref<number | null>(null)
  const refused = shallowRef<RefusedMessage | null>(null)

  /** `cityTime` says what time it was in the city at an instant of the screen's own clock. */
  function changed(now: Connection, cityTime: (at: number) => number | null): void {
    connection.value = now
    const since = offlineSince(now)
    serverLostAt.value = since === null ? null : (serverLostAt.value ?? cityTime(since))
  }

  /**
   * City time at which what is on show was last of now; null while it is. A scene that was left hours before its server was lost is
   * as old as its own last word.
   */
  const lostAt = computed(() => {
    const { value: server } = serverLostAt
    const { value: picture } = pictureOf
    return server === null || picture === null ? (picture ?? server) : Math.min(server, picture)
  })

  return {
    connection,
    ...{ lostAt, pictureOf, refused },
    isOffline: computed(() => lostAt.value !== null),
    changed,
  }
})
