import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Boundary } from '../../shared/areas/boundary.ts'
import type { Box } from '../../shared/mapping/context.ts'
import type { ParsedDocument } from '../../shared/model/document-schemas.ts'
import { boundaryOf } from './boundary.ts'
import { LIMITS, MapFault } from './features.ts'
import { parseManifest, type MapManifest } from './manifest.ts'

/** What else the city does is not touched by it. */
const STAYS = 'the hexagon mosaic is drawn in its place'

interface Fault {
  readonly file: string
  readonly faults: readonly string[]
}

/** The city's own map, `maps/<areas>.geojson` with `maps/<areas>.json` beside it; null where it has none, or none that may be shown. */
export function readBoundary(
  folder: string,
  areas: Areas,
  box: Box,
  onFault: (fault: Fault) => void,
): Boundary | null {
  const [file, beside] = ['geojson', 'json'].map(end =>
    join(folder, 'maps', `${areas.document.id}.${end}`),
  ) as [string, string]
  if (!existsSync(file) && !existsSync(beside)) return null
  const refuse = (of: string, faults: readonly string[]) => {
    onFault({ file: of, faults: [...faults, STAYS] })
    return null
  }
  const manifest = manifestIn(beside)
  if (!manifest.ok) return refuse(beside, manifest.faults)
  try {
    return boundaryOf(textOf(file), manifest.document, areas, box)
  } catch (error) {
    if (!(error instanceof MapFault) && !isFileFault(error)) throw error
    return refuse(file, [error.message])
  }
}

function manifestIn(file: string): ParsedDocument<MapManifest> {
  if (!existsSync(file))
    return {
      ok: false,
      faults: [
        'it is missing: a map is only shown with its crs, licence, source, reviewNumber (审图号) and approvedOn',
      ],
    }
  try {
    return parseManifest(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return { ok: false, faults: [error instanceof Error ? error.message : String(error)] }
  }
}

function textOf(file: string): string {
  const { size } = statSync(file)
  if (size > LIMITS.bytes)
    throw new MapFault(`it has ${size} bytes; at most ${LIMITS.bytes} are read: simplify it first`)
  return readFileSync(file, 'utf8')
}

const isFileFault = (error: unknown): error is Error => error instanceof Error && 'syscall' in error
