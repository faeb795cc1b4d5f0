import { createPinia } from 'pinia'
import { createApp } from 'vue'
import EntrancePage from './EntrancePage.vue'

/** The pages of whoever is not in yet: nothing of the city is asked for. */
export function showEntrance(): void {
  createApp(EntrancePage).use(createPinia()).mount('#app')
}
