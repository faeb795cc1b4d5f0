import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** As much of package-lock.json as tells what is installed where. */
export interface Lock {
  readonly packages: { readonly [path: string]: LockedPackage }
}

export interface LockedPackage {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  /** Only tools and tests need it. */
  readonly dev?: boolean
  readonly dependencies?: { readonly [name: string]: string }
  readonly optionalDependencies?: { readonly [name: string]: string }
  readonly peerDependencies?: { readonly [name: string]: string }
  readonly peerDependenciesMeta?: { readonly [name: string]: { readonly optional?: boolean } }
}

const IMPORTED =
  /(?:\bfrom |\bimport |\bimport\()'((?:@[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9._/-]+)?)'/g

/** The packages that the sources in these folders import by name; tests and settings of tools are none of them. */
export function importedIn(root: string, folders: readonly string[]): readonly string[] {
  const names = new Set<string>()
  for (const folder of folders)
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ts|vue)$/.test(file) || isOfTests(file) || file.endsWith('.config.ts')) continue
      for (const [, name = ''] of readFileSync(join(root, folder, file), 'utf8').matchAll(IMPORTED))
        names.add(packageOf(name))
    }
  return [...names].sort()
}

export const isOfTests = (file: string): boolean => /(\.(test|fixture|contract)|-for-tests)\.ts$/.test(file)

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

/** Where these packages, and all that they need, are installed; what was left out for another kind of machine is not among them. */
export function reachedFrom(lock: Lock, names: readonly string[], isInstalled: (path: string) => boolean) {
  const reached = new Set<string>()
  const follow = (from: string, name: string) => {
    const path = pathOf(lock, from, name)
    const locked = path === null ? undefined : lock.packages[path]
    if (path === null || locked === undefined || locked.dev === true) return
    if (reached.has(path) || !isInstalled(path)) return
    reached.add(path)
    for (const each of needsOf(locked)) follow(path, each)
  }
  for (const name of names) follow('', name)
  return [...reached].sort()
}

/** A peer that may be missing is for those who have it anyway. */
function needsOf(locked: LockedPackage): readonly string[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta = {} } = locked
  const peers = Object.keys({ ...peerDependencies }).filter(
    name => peerDependenciesMeta[name]?.optional !== true,
  )
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
}

/** As Node looks for it: in the folder of whoever asks, then further up. */
function pathOf({ packages }: Lock, from: string, name: string): string | null {
  const folders = from === '' ? [] : from.split('/node_modules/')
  for (let depth = folders.length; depth >= 0; depth--) {
    const folder = folders.slice(0, depth).join('/node_modules/')
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (packages[path] !== undefined) return path
  }
  return null
}

export const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
