import type { Locator, Page } from 'playwright-core'

const STATES = ['live', 'late', 'failed', 'offline', 'loading', 'empty', 'broken'] as const

/** From now on remembers each state that a panel of this page takes, by its title. */
const watchPanels = (page: Page): Promise<void> =>
  page.evaluate(states => {
    const lives: Record<string, string[]> = {}
    const look = () => {
      for (const panel of document.querySelectorAll('section.panel')) {
        const title = panel.querySelector('h2')?.textContent.trim() ?? ''
        const state = states.find(each => panel.classList.contains(each)) ?? 'none'
        const life = (lives[title] ??= [])
        if (life.at(-1) !== state) life.push(state)
      }
    }
    look()
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['class'],
    })
    Object.assign(window, { lives })
  }, STATES)

/** The states that each panel took since it was watched, in order. */
const livesOf = (page: Page): Promise<{ readonly [title: string]: readonly string[] }> =>
  page.evaluate(() => (window as unknown as { lives: Record<string, string[]> }).lives)

/** A panel while it is in a state. */
const panelIn = (page: Page, title: string, state: (typeof STATES)[number]): Locator =>
  page
    .locator('section.panel', { has: page.locator('h2', { hasText: title }) })
    .and(page.locator(`.${state}`))

const PATIENCE = { timeout: 120_000 }

/** Silences what these panels lean on until all of them are failed, and lets it speak again until all are live, with the others. */
export async function throughSilence(
  page: Page,
  titles: readonly string[],
  others: readonly string[],
  silence: (on: boolean) => Promise<void>,
): ReturnType<typeof livesOf> {
  const all = (state: 'live' | 'failed', of = titles) =>
    Promise.all(of.map(title => panelIn(page, title, state).waitFor(PATIENCE)))
  await all('live')
  await watchPanels(page)
  await silence(true)
  await all('failed')
  await silence(false)
  await all('live', [...titles, ...others])
  return livesOf(page)
}

/** How a panel came to fail. On a machine with much to do it may have been late for a moment before, and live again. */
export const fallOf = (life: readonly string[]) => life.slice(0, life.indexOf('failed') + 1).slice(-3)

/** On such a machine those of others may be late for a moment too; what became of them by the silence of another would last. */
export const neverFailed = (life: readonly string[]) => !life.includes('failed') && life.at(-1) === 'live'
