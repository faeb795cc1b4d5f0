import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { usePerson } from '../stores/person.ts'
import { useUnsent } from '../stores/unsent.ts'
import { askBeforeLeaving } from '../work/use-typed.ts'
import { tellOfHands } from './hands.ts'
import { hearOfPages } from './page-news.ts'
import PeopleShell from './PeopleShell.vue'
import { ADMIN_SECTIONS } from './sections.ts'

const page = (section: (typeof ADMIN_SECTIONS)[number]) => PAGES[section]

/** Each is fetched when somebody goes there. */
const PAGES = {
  people: () => import('../admin/PeoplePage.vue'),
  policy: () => import('../admin/PolicyPage.vue'),
  screens: () => import('../admin/ScreensPage.vue'),
  zones: () => import('../admin/ZonesPage.vue'),
  secrets: () => import('../admin/SecretsPage.vue'),
  audit: () => import('../admin/AuditPage.vue'),
}

const CONSOLE_ROUTES: readonly RouteRecordRaw[] = [
  { path: '/console/feeds', name: 'feeds', component: () => import('../console/FeedsPage.vue') },
  {
    path: '/console/quarantine',
    name: 'quarantine',
    component: () => import('../console/QuarantinePage.vue'),
  },
  {
    path: '/console/scorecard',
    name: 'scorecard',
    component: () => import('../console/ScorecardPage.vue'),
  },
  {
    path: '/console/documents/:family(feed|metric|scene|alert|channel|naming)?/:id?',
    name: 'documents',
    component: () => import('../console/documents/DocumentsPage.vue'),
  },
  {
    path: '/console/alerts/:id?',
    name: 'alerts',
    component: () => import('../alerts/AlertsPage.vue'),
  },
  { path: '/console/codes', name: 'codes', component: () => import('../console/reference/CodesPage.vue') },
  {
    path: '/console/aliases',
    name: 'aliases',
    component: () => import('../console/reference/AliasesPage.vue'),
  },
  { path: '/console/areas', name: 'areas', component: () => import('../console/reference/AreasPage.vue') },
  {
    path: '/console/organisation',
    name: 'organisation',
    component: () => import('../console/reference/OrganisationPage.vue'),
  },
  {
    path: '/console/calendar',
    name: 'calendar',
    component: () => import('../console/calendar/CalendarPage.vue'),
  },
  { path: '/console/:rest(.*)?', redirect: '/console/feeds' },
]

/** The last takes any other name under it for the number of a supervision. */
const WORK_ROUTES: readonly RouteRecordRaw[] = [
  {
    path: '/work/problems/:id?',
    name: 'problems',
    component: () => import('../problems/ProblemsPage.vue'),
  },
  {
    path: '/work/sessions/:id?',
    name: 'sessions',
    component: () => import('../sessions/SessionsPage.vue'),
  },
  { path: '/work/snaps/:id?', name: 'snaps', component: () => import('../snaps/SnapsPage.vue') },
  { path: '/work/visits/:id?', name: 'visits', component: () => import('../visits/VisitsPage.vue') },
  {
    path: '/work/disputes/:id?',
    name: 'disputes',
    component: () => import('../disputes/DisputesPage.vue'),
  },
  {
    path: '/work/commitments/:id?',
    name: 'commitments',
    component: () => import('../commitments/CommitmentsPage.vue'),
  },
  { path: '/work/ledgers/:id?', name: 'ledgers', component: () => import('../ledgers/LedgersPage.vue') },
  { path: '/work/plans/:id?', name: 'plans', component: () => import('../plans/PlansPage.vue') },
  {
    path: '/work/submissions/:id?',
    name: 'submissions',
    component: () => import('../submissions/SubmissionsPage.vue'),
  },
  { path: '/work/report', name: 'report', component: () => import('../snaps/FilePage.vue') },
  {
    path: '/work/entities/:type(enterprise|project|case|problem|place)?/:id?',
    name: 'entities',
    component: () => import('../entities/EntitiesPage.vue'),
  },
  { path: '/work/:id?', name: 'work', component: () => import('../supervision/WorkPage.vue') },
]

/** What people do beside looking at the city: 督办, 企业问题, 亲清下午茶, 随手拍, 驿站接访, 矛盾化解, 承诺核查, 台账办理, 审批方案, 填报, their own account, administration. */
export function showPeoplePage(): void {
  const router = createRouter({
    history: createWebHistory(),
    scrollBehavior: () => ({ top: 0 }),
    routes: [
      ...WORK_ROUTES,
      ...CONSOLE_ROUTES,
      { path: '/admin/calendar', redirect: '/console/calendar' },
      { path: '/account', name: 'account', component: () => import('./AccountPage.vue') },
      ...ADMIN_SECTIONS.map(section => ({
        path: `/admin/${section}`,
        name: section,
        component: page(section),
      })),
      { path: '/admin/:rest(.*)?', name: 'admin', component: () => import('../admin/AdminStart.vue') },
      { path: '/:rest(.*)', redirect: '/account' },
    ],
  })
  const pinia = createPinia()
  const person = usePerson(pinia)
  askBeforeLeaving(router, useUnsent(pinia), () => person.who?.person !== null)
  createApp(PeopleShell, { news: hearOfPages(router) })
    .use(pinia)
    .use(router)
    .mount('#app')
  tellOfHands(() => performance.now())
}
