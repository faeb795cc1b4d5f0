import { MapFault } from './features.ts'
import type { Outline, Vertex, VertexRing } from './lattice.ts'

/** Stretches of border, each once however many rings run along it, and rings as their numbers in order: `~n` the other way. */
export interface Topology {
  readonly arcs: readonly (readonly Vertex[])[]
  readonly plots: readonly { readonly code: string; readonly rings: readonly (readonly number[])[] }[]
}

/** Cuts rings wherever what they border changes, and finds the stretches that two of them share. */
export function topologyOf(outlines: readonly Outline[]): Topology {
  const ringsOf = ({ polygons }: Outline) => polygons.flat()
  const isJunction = junctionsOf(outlines.flatMap(ringsOf))
  const arcs: (readonly Vertex[])[] = []
  /** By its first step: between two junctions that decides the whole way. */
  const byStep = new Map<string, number>()
  const numberOf = (line: readonly Vertex[]): number => {
    const known = byStep.get(`${line[0]}>${line[1]}`)
    if (known !== undefined) return known
    const n = arcs.push(line) - 1
    byStep.set(`${line[0]}>${line[1]}`, n)
    byStep.set(`${line[line.length - 1]}>${line[line.length - 2]}`, ~n)
    return n
  }
  const plots = outlines.map(outline => ({
    code: outline.code,
    rings: ringsOf(outline).map(ring => cut(ring, isJunction).map(numberOf)),
  }))
  eachSideOnce(plots)
  return { arcs, plots }
}

/** Where not every ring comes from the same point and goes on to the same. */
function junctionsOf(rings: readonly VertexRing[]): (vertex: Vertex) => boolean {
  const ways = new Map<Vertex, string>()
  const junctions = new Set<Vertex>()
  for (const ring of rings) {
    ring.forEach((vertex, i) => {
      const [a, b] = [ring[(i + ring.length - 1) % ring.length]!, ring[(i + 1) % ring.length]!]
      const way = a < b ? `${a},${b}` : `${b},${a}`
      const known = ways.get(vertex)
      if (known === undefined) ways.set(vertex, way)
      else if (known !== way) junctions.add(vertex)
    })
  }
  return vertex => junctions.has(vertex)
}

/** From junction to junction; a ring without any begins at its least vertex, so that two that are alike begin alike. */
function cut(ring: VertexRing, isJunction: (vertex: Vertex) => boolean): Vertex[][] {
  const first = ring.findIndex(isJunction)
  const start = first === -1 ? ring.indexOf(least(ring)) : first
  const lines: Vertex[][] = []
  let line = [ring[start]!]
  for (let i = 1; i <= ring.length; i++) {
    const vertex = ring[(start + i) % ring.length]!
    line.push(vertex)
    if (i < ring.length && !isJunction(vertex)) continue
    lines.push(line)
    line = [vertex]
  }
  return lines
}

const least = (ring: VertexRing): Vertex => ring.reduce((a, b) => (b < a ? b : a))

/** Each side of a border is of one area: where two rings run the same way, their areas lie over each other. */
function eachSideOnce(plots: Topology['plots']): void {
  const owners = new Map<number, string>()
  for (const { code, rings } of plots) {
    for (const arc of rings.flat()) {
      const other = owners.get(arc)
      if (other !== undefined) throw new MapFault(`${other} and ${code} lie over each other`)
      owners.set(arc, code)
    }
  }
}
