import { Type } from 'typebox'
import { codesOf } from '../text/codes.ts'
import { mask } from '../masking/mask.ts'
import { maskPublished } from '../masking/published.ts'
import { flag, type Sheet } from '../sheet.ts'
import { clean, cut, type Lines } from '../text/clean.ts'
import { halfWidth } from '../text/width.ts'
import { converter, type Convert } from '../workbench.ts'
import { scalarText } from './scalar-text.ts'

const width = Type.Optional(Type.Literal('half'))
const max = Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 }))

const LONGEST_TEXT = 200
const LONGEST_FREE_TEXT = 2000
/** A number at the cut is masked as a whole before it is cut. */
const LOOK_AHEAD = 64

interface Style {
  readonly lines: Lines
  readonly max: number
  readonly half: boolean
  readonly masked: boolean
}

/** A name, a title, a department: one line. Masked unless the mapping says `"mask": false`, for names that are published: there only mobile and identity numbers are. */
export const text = converter(
  'text',
  { max, width, mask: Type.Optional(Type.Boolean()) },
  (options, { path }) =>
    convertText(
      {
        lines: 'one',
        max: options.max ?? LONGEST_TEXT,
        half: options.width === 'half',
        masked: options.mask ?? true,
      },
      path,
    ),
)

/** What people wrote or said, in lines of its own: always masked (A24, T-PII-01). */
export const freeText = converter('freeText', { max, width }, (options, { path }) =>
  convertText(
    { lines: 'many', max: options.max ?? LONGEST_FREE_TEXT, half: options.width === 'half', masked: true },
    path,
  ),
)

/** A department by its usual name, whatever the upstream calls it. Names of departments are published. */
export const department = converter('department', { max, width }, (options, { path, context }) => {
  const { departmentOf = name => name } = context
  const read = convertText(
    { lines: 'one', max: options.max ?? LONGEST_TEXT, half: options.width === 'half', masked: false },
    path,
  )
  return (value, sheet) => {
    const name = read(value, sheet)
    return typeof name === 'string' ? departmentOf(name) : name
  }
})

function convertText(style: Style, path: string): Convert {
  return (value, sheet) => {
    const raw = scalarText(value, sheet, path, 'not a text')
    if (raw === null) return null
    const whole = clean(raw, style.lines)
    if (whole === '') return null
    const folded = style.half ? halfWidth(whole) : whole
    if (isActive(folded)) flag(sheet, 'textEscaped')
    return cut(maskNoted(folded, style, sheet), style.max)
  }
}

function maskNoted(whole: string, { max: most, masked: wholly }: Style, sheet: Sheet): string {
  const seen = whole.length > most ? whole.slice(0, most + LOOK_AHEAD) : whole
  const masked = wholly ? mask(seen) : maskPublished(seen)
  if (masked !== seen) flag(sheet, 'masked')
  return masked
}

const FORMULA_STARTS = codesOf('=@＝＠')
const PLUS = 0x2b
const MINUS = 0x2d

/** Text that a spreadsheet or a browser might run (A23). It is kept as it is; who shows or exports it escapes it. */
function isActive(whole: string): boolean {
  const first = whole.charCodeAt(0)
  if (FORMULA_STARTS.has(first)) return true
  if ((first === PLUS || first === MINUS) && /^.[A-Za-z(]/.test(whole)) return true
  return whole.includes('<') && /<[A-Za-z/!]/.test(whole)
}
