import { builtinModules } from 'node:module'
import { posix } from 'node:path'

/** Says whether a file of the repository (`server/main.ts`) or a package (`package:vue`) is meant. */
type Place = (target: string) => boolean

interface Boundary {
  readonly from: Place
  readonly to: Place
  readonly because: string
}

const folder =
  (...names: string[]): Place =>
  target =>
    names.some(name => target.startsWith(`${name}/`))

/** A package by name, its subpaths included. */
const pack =
  (...names: string[]): Place =>
  target =>
    names.some(name => target === `package:${name}` || target.startsWith(`package:${name}/`))

const builtin: Place = target => target.startsWith('package:node:')
const test: Place = target => folder('tests')(target) || /\.(test|contract|fixture)\.ts$/.test(target)
const toolConfig: Place = target => /\.config\.(ts|js)$/.test(target)

const any =
  (...places: Place[]): Place =>
  target =>
    places.some(place => place(target))

const all =
  (...places: Place[]): Place =>
  target =>
    places.every(place => place(target))

const not =
  (place: Place): Place =>
  target =>
    !place(target)

const product = all(folder('shared', 'server', 'client', 'mock-data'), not(test), not(toolConfig))

const BOUNDARIES: readonly Boundary[] = [
  {
    from: all(folder('shared'), not(test)),
    to: not(any(folder('shared'), pack('typebox', 'gcoord'))),
    because: 'shared/ stands alone: it imports only itself, typebox and gcoord',
  },
  {
    from: all(folder('shared'), test),
    to: folder('server', 'client', 'mock-data', 'tests'),
    because: 'a test of shared/ needs only shared/; what crosses parts belongs in tests/',
  },
  {
    from: folder('client'),
    to: folder('server', 'mock-data'),
    because: 'client/ knows the server only through shared/ and the wire',
  },
  {
    from: all(folder('client'), product),
    to: builtin,
    because: 'client/ runs in a browser: no Node modules',
  },
  {
    from: folder('server'),
    to: folder('client', 'mock-data'),
    because: 'server/ must not know screens or the pretend city; what crosses parts belongs in tests/',
  },
  {
    from: folder('mock-data'),
    to: folder('server', 'client'),
    because: 'the pretend city has no private door: it speaks to the server over real protocols',
  },
  {
    from: folder('mock-data'),
    to: all(folder('shared'), not(folder('shared/calendar', 'shared/areas'))),
    because: 'mock-data/ may use only shared/calendar and shared/areas: it must not know our model',
  },
  {
    from: folder('server/connectors'),
    to: any(folder('server/journal', 'server/live'), pack('socket.io')),
    because: 'a connector knows no journal and no socket: it hands over what it fetched',
  },
  {
    from: folder('client/widgets'),
    to: pack('socket.io-client'),
    because: 'a widget knows no socket: it draws the cells it is given',
  },
  {
    from: all(product, not(folder('client/charts', 'client/map'))),
    to: pack('echarts', 'zrender'),
    because: 'echarts is imported only in client/charts and client/map',
  },
  {
    from: product,
    to: test,
    because: 'product code never imports tests',
  },
]

/** Folders whose sub-folders must not know each other. What they share stands in the folder itself. */
const SEPARATED: readonly (readonly [folder: string, unit: string])[] = [
  ['server/connectors', 'connector'],
  ['client/widgets', 'widget'],
]

/** What several of them share and is more than a file: it knows none of them. */
const SHARED: ReadonlySet<string> = new Set(['server/connectors/files'])

const unitOf = (path: string, parent: string): string | null => {
  const [unit, ...inside] = path.startsWith(`${parent}/`) ? path.slice(parent.length + 1).split('/') : []
  return unit === undefined || inside.length === 0 ? null : unit
}

const siblingFault = (from: string, target: string): string | null => {
  for (const [parent, name] of SEPARATED) {
    const [own, other] = [unitOf(from, parent), unitOf(target, parent)]
    const isShared = SHARED.has(`${parent}/${other}`)
    if (own !== null && other !== null && own !== other && !isShared) {
      return `a ${name} knows no other ${name}: move what both need up to ${parent}/`
    }
  }
  return null
}

/** What `source` in the file `from` means: a path from the repository's root or `package:<name>`. */
export const importTarget = (from: string, source: string): string => {
  const bare = source.replace(/\?.*$/, '')
  if (bare.startsWith('.')) return posix.join(posix.dirname(from), bare)
  return builtinModules.includes(bare) ? `package:node:${bare}` : `package:${bare}`
}

/** Why the file `from` may not import `source`, or null when it may. */
export const boundaryFault = (from: string, source: string): string | null => {
  const target = importTarget(from, source)
  const crossed = BOUNDARIES.find(boundary => boundary.from(from) && boundary.to(target))
  return crossed?.because ?? siblingFault(from, target)
}
