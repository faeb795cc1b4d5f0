import type { Page } from 'playwright-core'

/* The page on which a scene is laid out, as tests press it. */

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
export const box = (page: Page, panel: string) => page.locator(`.scene-box[data-panel="${panel}"]`)
export const boxes = (page: Page) =>
  page.locator('.scene-box').evaluateAll(all => all.map(each => each.getAttribute('data-panel') ?? ''))
export const isChecked = (page: Page) => page.locator('.doc-check').getByText('符合规则').waitFor()

export async function publish(page: Page, note: string): Promise<void> {
  await isChecked(page)
  await button(page, '发布').click()
  await page.getByLabel('变更说明').fill(note)
  await button(page, '确认发布').click()
}
export const middle = async (page: Page, panel: string) => {
  const { x, y, width, height } = (await box(page, panel).boundingBox())!
  return [x + width / 2, y + height / 2] as const
}

/** Each kind of screen, as the form calls it, and how wide its picture is. */
export const SCREENS = [
  ['wall-16', '大屏 16:9', 1920],
  ['wall-32', '大屏 32:9', 3840],
  ['wall-48', '大屏 48:9', 5760],
  ['desk', '桌面', 1440],
  ['tablet', '平板', 834],
  ['phone', '手机', 390],
] as const
