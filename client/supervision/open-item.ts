import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The matter that somebody opened, as lists name it: `<thing>`, or `<thing>#<item>`; null: none. */
export const useOpenItem = defineStore('open-item', () => {
  const record = ref<string | null>(null)
  return { record }
})
