import { stepAt, totpCode } from '../../server/people/second-factor/totp.ts'
import type { Scope } from '../../shared/access/principal.ts'
import type { Role } from '../../shared/access/roles.ts'

export const PASSWORD = 'Kestrel-Lantern-42'

interface Link {
  readonly token: string
}

/** A page of one person: it keeps its cookies, and may begin with those of another one. */
export interface Page {
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
  cookie(): string
}

export function openPage(address: string, before = ''): Page {
  const held = before.split('; ').filter(Boolean)
  const cookies = new Map(held.map(each => each.split('=') as [name: string, value: string]))
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(address + path, {
      method,
      headers: { 'content-type': 'application/json', cookie: cookie() },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text === '' ? null : JSON.parse(text)) as T
  }
  return { ask, cookie }
}

/** By a one-time link all the way in, with a second factor where the post needs one. */
export async function enterBy(address: string, { token }: Link): Promise<Page> {
  const page = openPage(address)
  const { stage } = await page.ask<{ stage: string }>('POST', '/api/invitation/accept', {
    token,
    password: PASSWORD,
  })
  if (stage === 'full') return page
  const { secret } = await page.ask<{ secret: string }>('POST', '/api/account/second-factor', {
    password: '',
  })
  await page.ask('POST', '/api/account/second-factor/confirm', { code: totpCode(secret, stepAt(Date.now())) })
  return page
}

/** A fresh house with its three administrators, who came in as anybody would: by the link that the start prints. */
export async function setUpHouse(address: string, token: string) {
  const administrators = ['sysadmin', 'secadmin', 'auditor'].map(role => ({
    role,
    account: role,
    title: `演示${role}`,
  }))
  const { links } = await openPage(address).ask<{ links: (Link & { role: string })[] }>(
    'POST',
    '/api/set-up',
    { token, administrators },
  )
  const administrator = (role: string) => enterBy(address, links.find(link => link.role === role) as Link)
  const sysadmin = await administrator('sysadmin')
  const secadmin = await administrator('secadmin')
  const auditor = await administrator('auditor')
  /** An account that nobody has entered yet. */
  async function invite(account: string, roles: readonly Role[], scope: Scope) {
    const { token: link } = await sysadmin.ask<Link>('POST', '/api/people', {
      ...{ account, title: `演示${account}` },
    })
    const { people } = await secadmin.ask<{ people: { id: string; account: string }[] }>('GET', '/api/people')
    const id = people.find(each => each.account === account)?.id ?? ''
    await secadmin.ask('PUT', `/api/people/${id}/authorisation`, { roles, scope })
    return { id, token: link }
  }
  async function person(account: string, roles: readonly Role[], scope: Scope) {
    const invited = await invite(account, roles, scope)
    return { id: invited.id, page: await enterBy(address, invited) }
  }
  return { sysadmin, secadmin, auditor, invite, person }
}
