import { compilePath, own, parsePath, type Read } from '../path.ts'
import {
  fault,
  inside,
  originsIn,
  sourceAt,
  sourcesAt,
  type From,
  type Source,
  type Workbench,
} from '../workbench.ts'
import { unitInHeader, type Unit } from './unit.ts'

/** A cell together with the header above it. */
export class Column {
  readonly header: string
  readonly unit: Unit | null
  readonly value: unknown
  constructor(header: string, unit: Unit | null, value: unknown) {
    this.header = header
    this.unit = unit
    this.value = value
  }
}

interface Place {
  readonly from: From
  readonly headerUnit?: boolean
}

export function columnSources({ from, headerUnit = false }: Place, bench: Workbench): readonly Source[] {
  if (!headerUnit) return sourcesAt(from, bench)
  const here = inside(bench, 'from')
  return originsIn(from).map(origin =>
    // What is worked out has no header.
    typeof origin === 'string' ? { path: origin, read: columnAt(origin, here) } : sourceAt(origin, here),
  )
}

/** Reads a Column; undefined where the row has none of that name, with or without a unit. */
function columnAt(path: string, bench: Workbench): Read {
  const parsed = parsePath(path)
  const name = parsed.ok ? parsed.steps[parsed.steps.length - 1] : undefined
  if (typeof name !== 'string') {
    fault(bench, parsed.ok ? 'a column has a name' : parsed.message)
    return () => undefined
  }
  const outer =
    parsed.ok && parsed.steps.length > 1 ? compilePath(parsed.steps.slice(0, -1)) : (raw: unknown) => raw
  return raw => columnOf(outer(raw), name)
}

function columnOf(row: unknown, name: string): Column | undefined {
  if (typeof row !== 'object' || row === null) return undefined
  for (const header of Object.keys(row)) {
    if (!header.startsWith(name)) continue
    const unit = unitInHeader(header, name)
    if (unit !== null || header.trim() === name) return new Column(header, unit, own(row, header))
  }
  return undefined
}
