import type { Browser, Page } from 'playwright-core'
import type { Scope } from '../../shared/access/principal.ts'
import type { Role } from '../../shared/access/roles.ts'
import { setUpHouse, type Page as Asking } from './accounts.ts'

export type { Asking }
type Administrators = Pick<Awaited<ReturnType<typeof setUpHouse>>, 'sysadmin' | 'secadmin' | 'auditor'>

export interface House extends Administrators {
  /** Somebody with an account and a role, everywhere unless it is said where. */
  person(account: string, role: Role, scope?: Partial<Scope>): Promise<Asking>
}

export async function houseOf(address: string, token: string): Promise<House> {
  const { person, ...administrators } = await setUpHouse(address, token)
  return {
    ...administrators,
    person: async (account, role, scope = {}) =>
      (await person(account, [role], { areas: 'all', departments: 'all', ...scope })).page,
  }
}

export interface Opening {
  readonly width?: number
  readonly height?: number
  /** Whatever the page complains of. */
  readonly faults?: string[]
  /** Runs in the page before anything of it. */
  readonly before?: () => void
}

/** A page with somebody's cookies; null: nobody's. */
export async function pageAs(
  browser: Browser,
  url: string,
  who: Pick<Asking, 'cookie'> | null,
  { width = 1440, height = 900, faults = [], before }: Opening = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } })
  const { origin } = new URL(url)
  const cookies = (who?.cookie() ?? '').split('; ').filter(Boolean)
  await context.addCookies(
    cookies.map(each => {
      const [name = '', value = ''] = each.split('=')
      return { name, value, url: origin, httpOnly: true, sameSite: 'Strict' as const }
    }),
  )
  const page = await context.newPage()
  page.on('pageerror', error => faults.push(String(error)))
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text())
  })
  if (before !== undefined) await page.addInitScript(before)
  await page.goto(url)
  return page
}
