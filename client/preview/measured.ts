/** What is there for ears alone is a point wide. */
const UNSEEN = 1

/** The smallest text of every panel on a page, in units. */
export function measured(root: ParentNode, unit: number): readonly (readonly [string, number])[] {
  return [...root.querySelectorAll<HTMLElement>('[data-panel]')].flatMap(panel => {
    const least = smallest(panel)
    return least === null ? [] : [[panel.dataset['panel'] ?? '', least / unit] as const]
  })
}

function smallest(panel: Element): number | null {
  const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT)
  let least: number | null = null
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement
    if (element === null || node.nodeValue?.trim() === '' || !isSeen(element)) continue
    const size = sizeOf(element)
    least = least === null ? size : Math.min(least, size)
  }
  return least
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
