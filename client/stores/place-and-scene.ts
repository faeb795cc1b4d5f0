import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Mode } from '../layout/screen.ts'

/** Where the screen looks. `scene` and `place` are what is wanted; the mirror store says what is on show already. */
export const usePlaceAndScene = defineStore('place-and-scene', () => {
  const mode = ref<Mode>('desk')
  const scene = ref('')
  const place = ref('')
  /** A wall that was given no scene goes through all of them. */
  const rotates = ref(false)
  /** The record that is looked at, by panels that show one of a list; null: the first. */
  const record = ref<string | null>(null)
  /** Something that must not be rotated away is on show. */
  const held = ref(false)

  function look(at: { readonly scene?: string; readonly place?: string }): void {
    if (at.scene !== undefined && at.scene !== scene.value) record.value = null
    scene.value = at.scene ?? scene.value
    place.value = at.place ?? place.value
  }

  return { mode, scene, place, rotates, record, held, look }
})
