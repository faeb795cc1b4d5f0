import type { Known } from '../publications/known.ts'
import { isFolderChanged, ownerOf } from '../publications/known.ts'
import { documentFilesIn, sayTheSame } from './folder.ts'
import { filesOf, pathOf, type InForce } from './in-force.ts'

/** How a file of a folder stands to what is in force. */
export type Standing = 'same' | 'other' | 'missing' | 'surplus'

export interface Difference {
  readonly path: string
  readonly standing: Standing
  /** null: no document of the console's families. */
  readonly known: Known | null
}

/** Every file of both, in the order of paths. */
export function compared(inForce: InForce, folder: string): readonly Difference[] {
  const [wanted, there] = [filesOf(inForce), documentFilesIn(folder)]
  const known = new Map(inForce.known.map(each => [pathOf(each.family, each.id), each]))
  return [...new Set([...wanted.keys(), ...there.keys()])].sort().map(path => ({
    ...{ path, standing: standingOf(wanted.get(path), there.get(path)) },
    known: known.get(path) ?? null,
  }))
}

function standingOf(wanted: Buffer | undefined, there: Buffer | undefined): Standing {
  if (wanted === undefined) return 'surplus'
  if (there === undefined) return 'missing'
  return sayTheSame(wanted, there) ? 'same' : 'other'
}

const SAID: { readonly [standing in Standing]: string } = {
  same: 'the file says the same',
  other: 'the file says something else',
  missing: 'there is no such file',
  surplus: 'the file is not in force',
}

/** One line: which document, how its file stands, and who decides it. */
export function lineOf({ path, standing, known }: Difference): string {
  return [path, SAID[standing], ...ownerIn(known)].join('; ')
}

function ownerIn(known: Known | null): readonly string[] {
  if (known === null) return []
  const { published } = known
  if (published === null || ownerOf(known) === 'folder') return ['the folder of the city decides']
  const act = published.retired
    ? `the console retired it with version ${published.version}`
    : `version ${published.version} of the console decides`
  return isFolderChanged(known) ? [act, 'the file of the city has changed since'] : [act]
}
