import { openPage, setUpHouse, type Page } from '../trust/accounts.ts'
import { pairWall } from '../trust/paired-wall.ts'
import type { Audience } from '../../shared/access/principal.ts'
import type { Role } from '../../shared/access/roles.ts'
import { HOME, METRICS_TOKEN, OURS, type MatrixHouse } from './matrix-house.ts'

/** Who asks, as what the test itself knows of him: nothing here comes from the tables of the house. */
export interface Asker {
  readonly name: string
  readonly headers: { readonly [name: string]: string }
  /** A wall says so in what it asks. */
  readonly wall: boolean
  /** `person`: whoever has a session; besides it the role, once the session is worth something. */
  readonly is: readonly (Role | 'person' | 'screen' | 'scraper' | 'visitor')[]
  readonly areas: 'all' | readonly string[]
  readonly departments: 'all' | readonly string[]
  readonly audience: Audience | null
}

const READERS: readonly Role[] = ['viewer', 'leader', 'officer', 'operator']
/** Those, and whoever sees nothing of the city but what he made himself. */
const SCOPED: readonly Role[] = [...READERS, 'reporter']

/** Of readers: over all of it, one district, one department, and nothing. */
const SCOPES = {
  whole: { areas: 'all', departments: 'all' },
  district: { areas: [HOME.district], departments: 'all' },
  department: { areas: 'all', departments: [OURS] },
  nothing: { areas: [], departments: [] },
} as const

/** By what they are called: so that each is a test of its own. */
export const ASKERS = [
  ...[
    'nobody',
    'a forged cookie',
    'who signed out',
    'a wrong token',
    'a scraper',
    'before the second factor',
  ],
  ...['a internal wall', 'a public wall', 'sysadmin', 'secadmin', 'auditor'],
  ...SCOPED.flatMap(role => Object.keys(SCOPES).map(scoped => `${role} of ${scoped}`)),
]

const EVERYTHING = { areas: 'all', departments: 'all', wall: false } as const
const cookieOf = (page: Page) => ({ cookie: page.cookie() })

export const NOBODY: Asker = { ...EVERYTHING, name: 'nobody', headers: {}, is: [], audience: null }
export const VISITOR: Asker = { ...NOBODY, name: 'visitor', is: ['visitor'], audience: 'internal' }

/** Everybody there can be, each having come in by the front door. */
export async function askersOf({ address, setUpToken }: MatrixHouse) {
  const house = await setUpHouse(address, setUpToken)
  const person = (name: string, page: Page, is: Asker['is'], over: Partial<Asker> = {}): Asker => ({
    ...{ ...EVERYTHING, name, headers: cookieOf(page), is: ['person', ...is], audience: null },
    ...over,
  })
  const readers: Asker[] = []
  for (const role of SCOPED)
    for (const [scoped, scope] of Object.entries(SCOPES)) {
      const { page } = await house.person(`${role}-${scoped}`, [role], scope)
      const audience = READERS.includes(role) ? 'internal' : null
      readers.push(person(`${role} of ${scoped}`, page, [role], { ...scope, audience }))
    }
  const gone = await house.person('gone', ['operator'], SCOPES.whole)
  const copied = cookieOf(gone.page)
  await gone.page.ask('POST', '/api/sign-out')
  const early = openPage(address)
  await early.ask('POST', '/api/invitation/accept', {
    token: (await house.invite('early', ['operator'], SCOPES.whole)).token,
    password: 'Kestrel-Lantern-43',
  })
  const bystander = await house.invite('bystander', ['viewer'], SCOPES.whole)
  const operator = await house.person('pairing', ['operator'], SCOPES.whole)
  const screens = await Promise.all(
    (['internal', 'public'] as const).map(audience =>
      pairScreen(address, operator.page, audience, HOME.district),
    ),
  )
  const administrators = (['sysadmin', 'secadmin', 'auditor'] as const).map(role =>
    person(role, house[role], [role]),
  )
  return {
    bystander: bystander.id,
    askers: [
      NOBODY,
      { ...NOBODY, name: 'a forged cookie', headers: { cookie: `liaowang-session=${'A'.repeat(43)}` } },
      { ...NOBODY, name: 'who signed out', headers: copied },
      { ...NOBODY, name: 'a wrong token', headers: { authorization: 'Bearer wrong' } },
      {
        ...NOBODY,
        name: 'a scraper',
        headers: { authorization: `Bearer ${METRICS_TOKEN}` },
        is: ['scraper'] as const,
      },
      person('before the second factor', early, []),
      ...screens,
      ...administrators,
      ...readers,
    ] satisfies Asker[],
  }
}

/** A wall that an operator paired, for one place. */
export async function pairScreen(
  address: string,
  operator: Page,
  audience: Audience,
  place: string,
): Promise<Asker> {
  const cookie = await pairWall(address, operator, audience, place)
  return {
    ...{ name: `a ${audience} wall`, headers: { cookie }, wall: true, is: ['screen'], areas: [place] },
    ...{ departments: 'all', audience },
  }
}
