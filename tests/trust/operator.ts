import type { ServerProcess } from '../faults/server-process.ts'
import { setUpHouse } from './accounts.ts'

/** The cookie of an operator of a fresh server, whose set-up link is in what its start printed. */
export async function operatorOf({
  address,
  said,
}: Pick<ServerProcess, 'address' | 'said'>): Promise<string> {
  const token = /\/set-up#([\w-]{43})/.exec(said())?.[1] ?? ''
  const house = await setUpHouse(address, token)
  const { page } = await house.person('operator', ['operator'], { areas: 'all', departments: 'all' })
  return page.cookie()
}
