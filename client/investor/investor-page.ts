import { createPinia } from 'pinia'
import { createApp } from 'vue'
import InvestorPage from './InvestorPage.vue'

/** The page of whoever has a link to one project, and no account. */
export function showInvestor(): void {
  createApp(InvestorPage).use(createPinia()).mount('#app')
}
