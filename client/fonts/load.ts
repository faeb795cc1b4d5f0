/** What a canvas sets text in. A canvas does not read style sheets, so the list of `fonts.css` stands here again. */
export const CANVAS_FAMILIES =
  "'Saira Variable', 'Noto Sans SC Variable', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

const LOADED_FAMILIES = ['Saira Variable', 'Noto Sans SC Variable'] as const
const WEIGHTS = [400, 500, 600] as const
const PATIENCE_MS = 8000

type FontLoader = Pick<FontFaceSet, 'load'>

const patience = (ms: number) =>
  new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error(`fonts did not arrive in ${ms} ms`)), ms)
  })

/**
 * Waits until a canvas can draw every character of `texts` in every weight of the design. A canvas does not draw again
 * when a font arrives later, so this comes before the first drawing. Resolves to the faults, at most one per family and
 * weight, after at most `patienceMs`: a wall without our fonts still draws, with those of the machine.
 */
export const loadCanvasGlyphs = async (
  texts: Iterable<string>,
  fonts: FontLoader = document.fonts,
  patienceMs = PATIENCE_MS,
): Promise<readonly unknown[]> => {
  const characters = [...new Set([...texts].join(''))].join('')
  const late = patience(patienceMs)
  const loads = LOADED_FAMILIES.flatMap(family =>
    WEIGHTS.map(weight => Promise.race([fonts.load(`${weight} 16px '${family}'`, characters), late])),
  )
  const outcomes = await Promise.allSettled(loads)
  return outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
}
