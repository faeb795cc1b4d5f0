import type { Locator, Page } from 'playwright-core'
import type { Places, Typed } from './upstream.ts'

export const button = (page: Page | Locator, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true })

/** A fieldset of the form by its title. */
export const section = (page: Page, title: string) =>
  page.locator('fieldset', { has: page.locator(`legend:text-is("${title}")`) })

export async function fill(page: Page | Locator, label: string | RegExp, text: string): Promise<void> {
  await page.getByLabel(label).fill(text)
  await page.getByLabel(label).blur()
}

/** A setting as its field is: chosen, ticked or written. */
export async function type(within: Locator, name: string, text: string | true): Promise<void> {
  const field = within.getByLabel(new RegExp(`(^|\\s)${name}(?![A-Za-z])`))
  if (text === true) return field.check()
  const isChoice = await field.evaluate(element => element.tagName === 'SELECT')
  if (isChoice) await field.selectOption(text)
  else {
    await field.fill(text)
    await field.blur()
  }
}

export interface NewFeed {
  readonly id: string
  readonly connector: string
  readonly typed: Typed
  readonly secret: string | null
}

/** What the form asks for before it can connect. */
export async function describeFeed(page: Page, { id, connector, typed, secret }: NewFeed): Promise<void> {
  await fill(page, '编号', id)
  await fill(page, '来源系统', id)
  await fill(page, '名称 · 中文', `演示 ${id}`)
  await fill(page, '责任部门 · 中文', '演示局')
  await page.getByLabel('演示数据').check()
  const connection = section(page, '连接')
  await connection.getByLabel('协议').selectOption(connector)
  for (const [setting, text] of typed) await type(connection, setting, text)
  if (secret !== null) await fill(connection, new RegExp(`密钥 ${secret}`), secretOf(id))
}

export const secretOf = (id: string): string => `FEED_${id.toUpperCase().replaceAll('-', '_')}`

/** A look ends at ten seconds, or once nothing more comes. */
const LOOK_MS = 15_000

/** A connection of its own shows what the upstream says. On a slow machine a look may end between two records: it is asked for again. */
export async function takeSample(page: Page, records: number, looks = 3): Promise<void> {
  await button(page, '取样本').click()
  const told = page.locator('[data-outcome]', { hasText: `取到 ${records} 条` })
  try {
    await told.waitFor(looks > 1 ? { timeout: LOOK_MS } : {})
  } catch (error) {
    if (looks === 1) throw error
    await takeSample(page, records, looks - 1)
  }
}

const FRAME = { number: '唯一标识来自', at: '更新时间来自', event: '发生时间来自' } as const

/** As an event of any system: what is proposed is taken, and what was not found is written. */
export async function mapEvents(page: Page, places: Places): Promise<void> {
  const mapping = section(page, '映射')
  await mapping.getByLabel('记录类型').selectOption('occurrence')
  const proposals = button(mapping, /^采用建议/)
  if ((await proposals.count()) > 0) await proposals.click()
  for (const part of ['number', 'at', 'event'] as const)
    await set(mapping.getByLabel(FRAME[part]), places[part])
  for (const field of ['number', 'title'] as const)
    await set(mapping.getByLabel(`${field} 来源`), places[field])
}

async function set(field: Locator, text: string): Promise<void> {
  if ((await field.inputValue()) === text) return
  await field.fill(text)
  await field.blur()
}

/** Looked at, given a reason, and pressed once more. */
export async function publish(page: Page, note: string): Promise<void> {
  await page.locator('.doc-check').getByText('符合规则').waitFor()
  await button(page, '发布').click()
  await page.getByLabel('变更说明').fill(note)
  await button(page, '确认发布').click()
}
