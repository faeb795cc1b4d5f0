import { Type, type Static } from 'typebox'
import { Errors } from 'typebox/schema'
import type { Review } from '../../shared/areas/boundary.ts'
import { parseDate } from '../../shared/calendar/civil.ts'
import type { Crs } from '../../shared/mapping/converters/crs.ts'
import { conforms } from '../../shared/model/conforms.ts'
import type { ParsedDocument } from '../../shared/model/document-schemas.ts'

/** CGCS2000 and WGS-84 differ by less than a map can show. */
const CRS: { readonly [name: string]: Crs } = {
  'EPSG:4490': 'wgs84',
  'EPSG:4326': 'wgs84',
  'GCJ-02': 'gcj02',
}

/** Letters, digits, blanks and what stands between them in numbers and names: nothing that is markup or that turns text around. */
const plainText = (least: number, most: number) =>
  Type.String({
    minLength: least,
    maxLength: most,
    pattern:
      '^[^\\s<>&"\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069]([^<>&"\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069]*)$',
  })

const Manifest = Type.Object(
  {
    crs: Type.String({ maxLength: 40 }),
    reviewNumber: plainText(3, 40),
    approvedOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    licence: plainText(2, 80),
    source: plainText(2, 80),
    /** The property of a feature that holds the code of its area. */
    codeProperty: Type.Optional(
      Type.String({ pattern: '^[A-Za-z\\u4e00-\\u9fff][\\w\\u4e00-\\u9fff.-]{0,39}$' }),
    ),
  },
  { additionalProperties: false },
)
type ManifestEntry = Static<typeof Manifest>

/** What is said beside a map file of how to read it and by what right it is shown. */
export interface MapManifest {
  readonly crs: Crs
  /** As the document writes it. */
  readonly crsName: string
  readonly codeProperty: string
  readonly review: Review
}

/** Without any of these a map is not shown, so each has its own sentence. */
const NEEDED: { readonly [name in Exclude<keyof ManifestEntry, 'codeProperty'>]: string } = {
  reviewNumber:
    'reviewNumber is missing: a map of boundaries may only be shown under the 审图号 that its authority gave it; enter that number',
  licence:
    'licence is missing: say by what right the map is used, for example the contract or the terms of its publisher',
  source: 'source is missing: say who made the map and of what year it is',
  approvedOn: 'approvedOn is missing: enter the day on which the map was approved, as 2026-03-01',
  crs: 'crs is missing: say which of EPSG:4490, EPSG:4326 and GCJ-02 its coordinates are in',
}

export function parseManifest(raw: unknown): ParsedDocument<MapManifest> {
  const missing = Object.entries(NEEDED).filter(([name]) => isMissing(raw, name))
  if (missing.length > 0) return { ok: false, faults: missing.map(([, sentence]) => sentence) }
  if (!conforms(Manifest, raw))
    return { ok: false, faults: Errors(Manifest, raw)[1].map(e => `${e.instancePath || '/'}: ${e.message}`) }
  const { crs, codeProperty = 'code', ...review } = raw
  const known = Object.hasOwn(CRS, crs) ? CRS[crs] : undefined
  const faults = [
    ...(known === undefined
      ? [`crs "${crs}" is not understood: export the map in EPSG:4490, EPSG:4326 or GCJ-02, in degrees`]
      : []),
    ...(parseDate(review.approvedOn) === null ? [`approvedOn "${review.approvedOn}" is no day`] : []),
  ]
  if (known === undefined || faults.length > 0) return { ok: false, faults }
  return { ok: true, document: { crs: known, crsName: crs, codeProperty, review } }
}

const isMissing = (raw: unknown, name: string): boolean => {
  const value: unknown =
    typeof raw === 'object' && raw !== null && Object.hasOwn(raw, name)
      ? (raw as { readonly [key: string]: unknown })[name]
      : undefined
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
