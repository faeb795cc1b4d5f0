import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Built {
  /** As `vite build` calls it. */
  readonly name: 'client' | 'server'
  /** What it is made of. Folders count too: deleting a file changes only its folder. */
  readonly sources: readonly string[]
  /** Written last, so that it also tells a whole build from one that broke half way. */
  readonly mark: string
}

export const CLIENT: Built = {
  name: 'client',
  sources: [
    '{client,shared,documents,public}/**',
    'scripts/{build-fonts.ts,fonts,client-build}{,/**}',
    'package-lock.json',
  ],
  mark: 'dist/client/version.json',
}

export const SERVER: Built = {
  name: 'server',
  sources: ['{server,shared}/**', 'scripts/server-build/**', 'package{,-lock}.json'],
  mark: 'dist/server/main.js',
}

const NOT_BUILT = /(^|\/)generated(\/|$)|\.(test|contract|fixture)\.ts$/

/** When the file was last changed in epoch milliseconds, or null when there is none. */
const changedAt = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null

/** Whether it was never built in `root`, or what it is made of was changed since. */
export const isStale = ({ sources, mark }: Built, root: string): boolean => {
  const builtAt = changedAt(join(root, mark))
  if (builtAt === null) return true
  return globSync(sources, { cwd: root })
    .filter(path => !NOT_BUILT.test(path))
    .some(path => (changedAt(join(root, path)) ?? 0) > builtAt)
}
