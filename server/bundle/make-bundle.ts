import { createPrivateKey, sign } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ArchiveError } from '../archive/archive-error.ts'
import { writeArchive, type Packed, type Part } from '../archive/archive.ts'
import { importedIn, isOfTests, reachedFrom, type Lock } from './modules.ts'
import { sbomOf } from './sbom.ts'

export interface BundleOrder {
  /** Of the sources. */
  readonly root: string
  readonly to: string
  /** The binary of Node that is packed, and what it is for: `linux-x64`. */
  readonly node: { readonly file: string; readonly version: string }
  readonly platform: string
  readonly name: string
  readonly version: string
  readonly license: string
  /** An Ed25519 key in PEM; null: the bundle is not signed. */
  readonly key: string | null
}

export interface MadeBundle {
  readonly path: string
  readonly bytes: number
  readonly packages: number
}

const SOURCES = ['server', 'shared', 'mock-data']
/** Beside the sources: what they read, what is served, and what whoever installs it reads. */
const FOLDERS = ['documents', 'examples', 'dist/client', 'dist/server', 'docs', 'packaging']
const BUILT = ['dist/client/index.html', 'dist/server/main.js']
const FILES = ['package.json', 'package-lock.json', 'LICENSE', 'README.md']
const RUNNABLE = /^packaging\/(install\.sh|liaowang)$/

export const SUMS = 'SHA256SUMS'

/** One file with everything that a machine without internet needs: sources, pages, packages, Node, documents, and what it is made of. */
export async function makeBundle(order: BundleOrder): Promise<MadeBundle> {
  const { root, to, name, version, platform } = order
  if (!BUILT.every(each => existsSync(join(root, each))))
    throw new ArchiveError('pages or server are not built: run "npm run build" first')
  mkdirSync(to, { recursive: true })
  const folder = `${name}-${version}-${platform}`
  const path = join(to, `${folder}.tar.gz`)
  if (existsSync(path)) throw new ArchiveError(`"${path}" is there already`)
  const { parts, packages } = partsOf(order)
  const within = (each: string) => `${folder}/${each}`
  const summed = (packed: readonly Packed[]) =>
    packed.map(each => `${each.sha256}  ${each.name.slice(folder.length + 1)}\n`).join('')
  await writeArchive(
    path,
    [
      ...parts.map(part => ({ ...part, name: within(part.name) })),
      { name: within(SUMS), mode: 0o644, text: summed },
      ...signatureOf(order, within, summed),
    ],
    null,
  )
  return { path, bytes: statSync(path).size, packages }
}

function signatureOf(
  { key }: BundleOrder,
  within: (name: string) => string,
  summed: (packed: readonly Packed[]) => string,
): Part[] {
  if (key === null) return []
  const secret = createPrivateKey(key)
  const text = (packed: readonly Packed[]) =>
    `${sign(null, Buffer.from(summed(packed.slice(0, -1))), secret).toString('base64')}\n`
  return [{ name: within(`${SUMS}.sig`), mode: 0o644, text }]
}

function partsOf(order: BundleOrder): { parts: Part[]; packages: number } {
  const { root, node, platform, version } = order
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const isInstalled = (path: string) => existsSync(join(root, path, 'package.json'))
  const reached = (folders: readonly string[]) => reachedFrom(lock, importedIn(root, folders), isInstalled)
  const [server, pages] = [reached(SOURCES), reached(['client', 'shared'])]
  const sbom = sbomOf({
    ...{ ...order, node: node.version, lock, server, pages },
    licenseOf: path => lock.packages[path]?.license ?? licenceOf(join(root, path)),
  })
  const sources = SOURCES.flatMap(each => filesIn(root, each)).filter(each => !isOfTests(each))
  const packed = server.flatMap(each => filesIn(root, each, ['node_modules', '.bin']))
  const app = [...FILES, ...sources, ...FOLDERS.flatMap(each => filesIn(root, each)), ...packed]
  const parts: Part[] = [
    { name: 'install.sh', from: join(root, 'packaging/install.sh'), mode: 0o755 },
    { name: 'VERSION', mode: 0o644, text: () => `${version}\n` },
    { name: 'PLATFORM', mode: 0o644, text: () => `${platform}\n` },
    { name: 'sbom.cdx.json', mode: 0o644, text: () => sbom },
    { name: 'runtime/bin/node', from: node.file, mode: 0o755 },
    { name: 'bin/liaowang', from: join(root, 'packaging/liaowang'), mode: 0o755 },
    ...app.map(each => ({
      ...{ name: `app/${each}`, from: join(root, each) },
      mode: RUNNABLE.test(each) ? 0o755 : 0o644,
    })),
  ]
  return { parts, packages: server.length }
}

/** All plain files below, in one order; folders named so are another's to bring. */
function filesIn(root: string, folder: string, without: readonly string[] = []): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(each => each.isFile())
    .map(each => relative(root, join(each.parentPath, each.name)).split(sep).join('/'))
    .filter(
      each =>
        !each
          .slice(folder.length)
          .split('/')
          .some(part => without.includes(part)),
    )
    .sort()
}

/** The lock lacks the licence of a few; their own package.json has it, in one of two manners. */
function licenceOf(folder: string): string | null {
  const { license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly license?: unknown
    readonly licenses?: readonly { readonly type?: unknown }[]
  }
  const text = license ?? licenses?.[0]?.type
  return typeof text === 'string' ? text : null
}
