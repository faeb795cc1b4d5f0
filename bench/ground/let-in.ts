import { setUpHouse } from '../../tests/trust/accounts.ts'
import { pairWall } from '../../tests/trust/paired-wall.ts'
import type { CityProcess } from './server.ts'

const CITY = '211000'

/** Cookies of those who may look at a fresh server that is open to nobody. */
export interface LetIn {
  /** A paired wall of the whole city; good until the server is started again. */
  readonly wall: string
  /** An operator; good over a start. */
  readonly person: string
}

export async function letIn({ address, setUpToken }: CityProcess): Promise<LetIn> {
  const house = await setUpHouse(address, await setUpToken)
  const { page } = await house.person('operator', ['operator'], { areas: 'all', departments: 'all' })
  return { wall: await pairWall(address, page, 'internal', CITY), person: page.cookie() }
}

/** As a browser keeps them. */
export const cookiesFor = (address: string, cookie: string) =>
  cookie.split('; ').map(pair => {
    const [name = '', value = ''] = pair.split('=')
    return { name, value, url: address }
  })
