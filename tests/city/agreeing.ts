import type { Page } from 'playwright-core'
import { compare, type Compared } from './agreement.ts'
import { figuresOf, mappedOf, rowsOf } from './browsing.ts'
import { faultsOfList } from './list-agreement.ts'
import type { Listener } from './listener.ts'
import type { Expected } from './truth/expected.ts'
import type { Listed } from './truth/listed.ts'
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

/** Looks at a list until it has the rows that its upstream says. */
export async function agreeOnRows(page: Page, listed: Listed, { listener, now }: Account): Promise<void> {
  let [rows, faults]: [number, readonly string[]] = [0, []]
  const look = async () => {
    const shown = await rowsOf(page, listed.panel)
    ;[rows, faults] = [shown.length, faultsOfList(shown, listed, listener, now())]
    return rows > 0 && faults.length === 0
  }
  await until(
    look,
    () => `${rows} rows of ${listed.panel} are those of its upstream:\n${faults.join('\n')}`,
    30,
  )
}

/** Looks at a map of this metric until each of its areas has the number of its upstream. */
export async function agreeOnPlaces(page: Page, metric: string | undefined, account: Account): Promise<void> {
  if (metric === undefined) return
  const { expected, listener, now } = account
  let compared: Compared | null = null
  const look = async () => {
    const figures = await mappedOf(page, metric)
    compared = compare(figures, expected, listener, now())
    return figures.length > 0 && compared.cells.size === figures.length && compared.disagreements.length === 0
  }
  await until(look, () => `${compared?.cells.size} places agree:\n${compared?.disagreements.join('\n')}`, 30)
}
