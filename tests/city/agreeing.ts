import type { Page } from 'playwright-core'
import { compare, type Compared } from './agreement.ts'
import { figuresOf } from './browsing.ts'
import type { Listener } from './listener.ts'
import type { Expected } from './truth/expected.ts'
import { until } from './whole-city.ts'

/** What a page is compared with. */
export interface Account {
  readonly expected: readonly Expected[]
  readonly listener: Listener
  readonly now: () => number
}

/** So many figures, and so many of them that are one number and no range. */
export interface Least {
  readonly figures: number
  readonly exact: number
}

/** Looks at a page until its figures agree with the upstreams. */
export async function agree(page: Page, least: Least, account: Account): Promise<Compared> {
  let compared: Compared | null = null
  const look = async () => {
    compared = compare(await figuresOf(page), account.expected, account.listener, account.now())
    const { cells, exact, disagreements } = compared
    return disagreements.length === 0 && cells.size >= least.figures && exact.size >= least.exact
  }
  const said = () =>
    `${compared?.cells.size} figures, ${compared?.exact.size} exactly, agree:\n${compared?.disagreements.join('\n')}`
  await until(look, said, 30)
  return compared!
}
