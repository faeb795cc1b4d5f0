import { resolve } from 'node:path'
import { kinds } from '../../shared/kinds/registry.ts'
import { readConfig } from '../config.ts'
import { readInForce, type InForce } from '../document-files/in-force.ts'
import type { Ground } from './command.ts'

/** Those that came with the program. */
const SHIPPED = resolve(import.meta.dirname, '..', '..', 'documents')

/** What is in force in the city of DATA_DIR, whether its server runs or not; what of its folder cannot be used is said. */
export function cityDocuments({ environment, say }: Ground): InForce {
  const { dataDir, cityDir } = readConfig(environment)
  const inForce = readInForce(dataDir, cityDir ?? SHIPPED, kinds)
  for (const { file, faults } of inForce.faults)
    say(`${file} is left out, as at a start: ${faults.join('; ')}`)
  return inForce
}
