import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/command.ts'

/** How files are called that nobody needs who only looks: pages of people, what a hand points with, what it presses. */
const OF_HANDS = [
  ...[/^Hand/, /^Work/, /^[A-Z]\w*Page-/, /^(?:Admin|Console)[A-Z]/, /^people-/, /^use-act-/, /^use-asked-/],
]

const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)
const isOfHands = (name: string): boolean => OF_HANDS.some(pattern => pattern.test(name))

/** Those of what was fetched. A pattern that fits no file of the build would look for nothing, and is a fault. */
export function ofHands(fetched: readonly string[]): readonly string[] {
  const built = readdirSync(join(ROOT, 'dist/client/assets'))
  const lost = OF_HANDS.filter(pattern => !built.some(name => pattern.test(name)))
  if (lost.length > 0) throw new Error(`no file of the build is called ${lost.join(', ')}`)
  return fetched.map(nameOf).filter(isOfHands)
}
