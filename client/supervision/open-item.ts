import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The item that somebody opened, as lists name it: `<thing>#<item>`; null: none. */
export const useOpenItem = defineStore('open-item', () => {
  const record = ref<string | null>(null)
  return { record }
})
