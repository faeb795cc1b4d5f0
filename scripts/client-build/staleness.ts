import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the built client is made of. Folders count too: deleting a file changes only its folder. */
const SOURCES = [
  '{client,shared,documents,public}/**',
  'scripts/{build-fonts.ts,fonts,client-build}{,/**}',
  'package-lock.json',
]
const NOT_BUILT = /(^|\/)generated(\/|$)|\.(test|contract)\.ts$/

/** When the file was last changed in epoch milliseconds, or null when there is none. */
const changedAt = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null

/** Whether the client in `root` was never built or was changed since. */
export const isStale = (root: string): boolean => {
  // The version is written last, so it also tells a whole build from one that broke half way.
  const builtAt = changedAt(join(root, 'dist/client/version.json'))
  if (builtAt === null) return true
  return globSync(SOURCES, { cwd: root })
    .filter(path => !NOT_BUILT.test(path))
    .some(path => (changedAt(join(root, path)) ?? 0) > builtAt)
}
