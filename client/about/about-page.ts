import { createPinia } from 'pinia'
import { createApp } from 'vue'
import AboutPage from './AboutPage.vue'

/** The page that says whose data and letters these are. */
export function showAbout(): void {
  createApp(AboutPage).use(createPinia()).mount('#app')
}
