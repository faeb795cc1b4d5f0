import { Type } from 'typebox'
import { refuse, type Sheet } from '../sheet.ts'
import { isMissingMark } from '../text/missing.ts'
import { halfWidth } from '../text/width.ts'
import { converter } from '../workbench.ts'

const words = Type.Optional(
  Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 50 }),
)

const YES = ['true', '1', 'y', 'yes', 't', 'on', '是', '有', '已', '对', '√']
const NO = ['false', '0', 'n', 'no', 'f', 'off', '否', '无', '未', '错', '×']

/** `yes` and `no` replace the usual words, which are compared without regard to case. */
export const boolean = converter('boolean', { yes: words, no: words }, ({ yes = YES, no = NO }, { path }) => {
  const meanings = new Map<string, boolean>()
  for (const word of no) meanings.set(word.toLowerCase(), false)
  for (const word of yes) meanings.set(word.toLowerCase(), true)
  return (value, sheet) => {
    if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null
    const exactly = typeof value === 'string' ? meanings.get(value) : undefined
    return exactly ?? readWord(value, meanings, sheet, path)
  }
})

function readWord(
  value: unknown,
  meanings: ReadonlyMap<string, boolean>,
  sheet: Sheet,
  path: string,
): boolean | null {
  const isText = typeof value === 'string'
  const word = isText ? halfWidth(value).trim() : typeof value === 'number' ? String(value) : ''
  const meant = meanings.get(word.toLowerCase())
  if (meant !== undefined) return meant
  return isText && isMissingMark(word) ? null : refuse(sheet, path, 'not yes or no', value)
}
