import type { Page } from 'playwright-core'
import type { Role } from '../../shared/access/roles.ts'

/** One picture of docs/pictures. */
export interface Shot {
  /** Of the file, without its ending. */
  readonly name: string
  readonly path: string
  readonly width: number
  readonly height: number
  /** As whom it is opened; null: a screen, which on this machine needs no account. */
  readonly role: Role | null
  /** What stands there when the page is ready. */
  readonly ready: string
  /** What is pressed and filled in before the picture is taken. */
  readonly first?: (page: Page) => Promise<void>
  /** The whole page, however long it is. */
  readonly whole?: boolean
}

const SIZES = [
  [1920, 1080],
  [3840, 2160],
  [5760, 1080],
  [390, 844],
] as const

/** A scene on each kind of screen: walls wide, a phone by its desk page. */
export const shotsOfScene = (scene: string): readonly Shot[] =>
  SIZES.map(([width, height]) => ({
    name: `${scene}-${width}x${height}`,
    path: width < 600 ? `/desk/${scene}` : `/wall/${scene}`,
    ...{ width, height, role: null, ready: '.scene-panels > *' },
  }))

const wide = { width: 1920, height: 1080, role: 'operator', ready: 'main h1, .shell-page' } as const
const phone = { width: 390, height: 844, role: 'operator', ready: 'main h1, .shell-page' } as const

const tab = (name: string) => async (page: Page) => {
  await page.getByRole('tab', { name }).click()
}

const sampled = async (page: Page) => {
  await page.getByRole('button', { name: '取样本' }).click()
  await page.getByText(/取到 \d+ 条/).waitFor()
  await page.getByRole('button', { name: '取样本' }).scrollIntoViewIfNeeded()
}

const previewed = async (page: Page) => {
  await page.getByRole('button', { name: '打开预览' }).click()
  await page.frameLocator('.scene-preview > iframe').locator('.panel-title').first().waitFor()
  await page.locator('.scene-preview').scrollIntoViewIfNeeded()
}

/** Where people work, each with what is foremost there. */
const WORK = [
  'problems',
  'sessions',
  'snaps',
  'visits',
  'disputes',
  'commitments',
  'ledgers',
  'plans',
  'entities',
]

const FOREMOST_MS = 5_000

/** Nothing where nothing is to be done. */
const foremost = async (page: Page) => {
  const row = page.locator('.work-table tbody tr').first()
  await Promise.race([row.waitFor(), page.waitForTimeout(FOREMOST_MS)])
  if (await row.isVisible()) await row.click()
}

const work = (page: string): readonly Shot[] => [
  {
    ...wide,
    ...(page === 'entities' ? {} : { first: foremost }),
    role: 'leader',
    name: `${page}-1920x1080`,
    path: `/work/${page}`,
  },
  { ...phone, role: 'leader', name: `${page}-390x844`, path: `/work/${page}` },
]

/** The pages of those who work with the city, and of those who run it. */
export const PAGES: readonly Shot[] = [
  ...WORK.flatMap(work),
  { ...wide, name: 'console-feeds-1920x1080', path: '/console/feeds' },
  {
    ...wide,
    name: 'console-feed-1920x1080',
    path: '/console/documents/feed/air',
    first: sampled,
    whole: true,
  },
  { ...wide, name: 'console-quarantine-1920x1080', path: '/console/quarantine' },
  { ...wide, name: 'console-scorecard-1920x1080', path: '/console/scorecard' },
  { ...wide, name: 'console-documents-1920x1080', path: '/console/documents/metric' },
  { ...wide, name: 'console-metric-1920x1080', path: '/console/documents/metric/hotline.open', whole: true },
  { ...wide, name: 'console-scene-1920x1080', path: '/console/documents/scene/overview' },
  { ...wide, name: 'console-preview-1920x1080', path: '/console/documents/scene/overview', first: previewed },
  { ...wide, name: 'console-alert-1920x1080', path: '/console/documents/alert/hotline-overdue-rate' },
  { ...phone, name: 'console-channel-390', path: '/console/documents/channel/duty' },
  { ...wide, name: 'console-naming-1920x1080', path: '/console/documents/naming' },
  { ...wide, name: 'console-history-1920x1080', path: '/console/documents/feed/air', first: tab('历史') },
  { ...wide, name: 'console-alerts-1920x1080', path: '/console/alerts' },
  { ...wide, name: 'console-codes-1920x1080', path: '/console/codes' },
  { ...wide, name: 'console-aliases-1920x1080', path: '/console/aliases' },
  { ...wide, name: 'console-areas-1920x1080', path: '/console/areas' },
  { ...wide, name: 'console-organisation-1920x1080', path: '/console/organisation' },
  { ...wide, name: 'console-calendar-1920x1080', path: '/console/calendar' },
  { ...wide, name: 'submissions-1920x1080', path: '/work/submissions' },
  { ...phone, name: 'submissions-390x844', path: '/work/submissions' },
]
