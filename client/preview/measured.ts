/** What is there for ears alone is a point wide. */
const UNSEEN = 1

/** The smallest text of every panel on a page, in units. */
export function measured(root: ParentNode, unit: number): readonly (readonly [string, number])[] {
  return [...root.querySelectorAll<HTMLElement>('[data-panel]')].flatMap(panel => {
    const least = smallest(panel)
    return least === null ? [] : [[panel.dataset['panel'] ?? '', least / unit] as const]
  })
}

/** Panels with a text, or a part of one, that lies across a seam; what is drawn on a canvas has no text to be found. */
export function cutBy(root: ParentNode, seams: readonly number[]): readonly string[] {
  if (seams.length === 0) return []
  const isCut = ({ left, right }: DOMRect) => seams.some(seam => left + SLACK < seam && seam < right - SLACK)
  return [...root.querySelectorAll<HTMLElement>('[data-panel]')].flatMap(panel =>
    textsOf(panel).some(({ node }) => rectsOf(node).some(isCut)) ? [panel.dataset['panel'] ?? ''] : [],
  )
}
const SLACK = 1

function rectsOf(node: Node): readonly DOMRect[] {
  const range = document.createRange()
  range.selectNodeContents(node)
  return [...range.getClientRects()]
}

function smallest(panel: Element): number | null {
  const sizes = textsOf(panel).map(({ element }) => sizeOf(element))
  return sizes.length === 0 ? null : Math.min(...sizes)
}

interface Text {
  readonly node: Node
  readonly element: Element
}

function textsOf(panel: Element): readonly Text[] {
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    if (element !== null && node.nodeValue?.trim() !== '' && isSeen(element)) found.push({ node, element })
  }
  return found
}

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  return width > UNSEEN && height > UNSEEN
}

/** A drawing may be scaled as a whole. */
function sizeOf(element: Element): number {
  const size = parseFloat(getComputedStyle(element).fontSize)
  return element instanceof SVGGraphicsElement ? size * (element.getScreenCTM()?.a ?? 1) : size
}
