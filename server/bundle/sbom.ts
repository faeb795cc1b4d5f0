import { createHash } from 'node:crypto'
import { nameOf, type Lock, type LockedPackage } from './modules.ts'

export interface SbomParts {
  readonly name: string
  readonly version: string
  readonly license: string
  /** The runtime that is packed with it. */
  readonly node: string
  readonly lock: Lock
  /** Paths of what is packed beside the server. */
  readonly server: readonly string[]
  /** Paths of what is built into the pages. */
  readonly pages: readonly string[]
  readonly licenseOf: (path: string) => string | null
}

/** What the bundle is made of, in CycloneDX 1.6. It has no time and no chance in it: the same contents make the same text. */
export function sbomOf(parts: SbomParts): string {
  const { name, version, license, node, server, pages } = parts
  const places = new Map<string, string[]>()
  for (const [place, paths] of Object.entries({ server, pages }))
    for (const path of paths) places.set(path, [...(places.get(path) ?? []), place])
  const components = [
    {
      ...{ type: 'application', 'bom-ref': `node@${node}`, name: 'node', version: node },
      ...{ purl: `pkg:generic/node@${node}`, licenses: [{ license: { id: 'MIT' } }] },
    },
    ...[...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(each => componentOf(parts, ...each)),
  ]
  const body = {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
    metadata: {
      component: {
        ...{ type: 'application', 'bom-ref': `${name}@${version}`, name, version },
        licenses: [{ license: { id: license } }],
      },
    },
    components,
  }
  return `${JSON.stringify({ serialNumber: serialOf(JSON.stringify(body)), ...body }, null, 1)}\n`
}

function componentOf({ lock, licenseOf }: SbomParts, path: string, places: readonly string[]) {
  const { version = '', integrity } = lock.packages[path] ?? {}
  const name = nameOf(path)
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return {
    ...{ type: 'library', 'bom-ref': path, name, version, purl },
    licenses: [licenceIn(licenseOf(path) ?? 'NOASSERTION')],
    ...(integrity === undefined ? {} : { hashes: [hashOf(integrity)] }),
    properties: places.map(value => ({ name: 'liaowang:in', value })),
  }
}

const licenceIn = (text: string) =>
  /^[\w.+-]+$/.test(text) && text !== 'NOASSERTION' ? { license: { id: text } } : { expression: text }

/** `sha512-<base64>` of the registry. */
function hashOf(integrity: NonNullable<LockedPackage['integrity']>) {
  const [algorithm = '', content = ''] = integrity.split(' ')[0]?.split('-', 2) ?? []
  return {
    alg: algorithm.replace('sha', 'SHA-'),
    content: Buffer.from(content, 'base64').toString('hex'),
  }
}

/** A UUID of what is in it. */
function serialOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
