import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { PermissionName } from '../../shared/access/permissions.ts'
import { GRANTED } from '../../shared/access/principal.ts'
import type { Who } from '../../shared/people/wire.ts'
import { askWho, post } from '../people/asking.ts'
import { useUnsent } from './unsent.ts'

/** Who sits here, as the server says. What is hidden by it is hidden for the eye only: the server asks again each time. */
export const usePerson = defineStore('person', () => {
  const who = shallowRef<Who | null>(null)
  const failed = ref(false)

  /** Without an answer nothing is known of whoever it is, and nothing is offered. */
  async function ask(): Promise<void> {
    try {
      who.value = await askWho()
      failed.value = false
    } catch (error) {
      failed.value = true
      console.warn('who sits here could not be asked', error)
    }
  }

  function may(name: PermissionName): boolean {
    const now = who.value
    if (now === null) return false
    if (now.type === 'person') return now.person?.permissions.includes(name) === true
    return GRANTED[now.type].includes(name)
  }

  /** Out, and back at the entrance: what was on show may not stay there. */
  async function leave(): Promise<void> {
    try {
      await post('/api/sign-out')
    } finally {
      // Nobody is asked whether it may go.
      useUnsent().wipe()
      location.assign('/enter')
    }
  }
  return { who, failed, ask, may, leave }
})
