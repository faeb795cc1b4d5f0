import type { ServerProcess } from '../faults/server-process.ts'
import { setUpHouse, type Page } from './accounts.ts'

type Started = Pick<ServerProcess, 'address' | 'said'>

/** An operator of a fresh server, whose set-up link is in what its start printed. */
export async function operatorAt({ address, said }: Started): Promise<Page> {
  const token = /\/set-up#([\w-]{43})/.exec(said())?.[1] ?? ''
  const house = await setUpHouse(address, token)
  const { page } = await house.person('operator', ['operator'], { areas: 'all', departments: 'all' })
  return page
}

/** Its cookie. */
export const operatorOf = async (started: Started): Promise<string> => (await operatorAt(started)).cookie()
