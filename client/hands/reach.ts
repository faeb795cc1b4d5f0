/** What a hand can ask, enter or open is named so by its widget (client/figures/explainable.ts, pointing.ts). */
const NAMED = '[data-cell], [data-place], [data-record]'

/**
 * What a hand can reach a keyboard reaches: whatever widgets name, now or later, is a stop of the tab key. What has its own order
 * of keys, as a map, says so by a tabindex. Answers how to stop.
 */
export function reachByKeyboard(root: HTMLElement): () => void {
  const reach = (element: Element) => {
    for (const named of [element, ...element.querySelectorAll(NAMED)]) {
      if (!(named instanceof HTMLElement) || !named.matches(NAMED)) continue
      if (!named.hasAttribute('tabindex')) named.tabIndex = 0
      // A style cannot ask what a row holds in all browsers of the walls (:has).
      if (named.dataset['cell'] !== undefined) named.closest('li')?.toggleAttribute('data-asked', true)
    }
  }
  const observer = new MutationObserver(changes => {
    for (const { target, addedNodes } of changes) {
      if (target instanceof Element && addedNodes.length === 0) reach(target)
      for (const node of addedNodes) if (node instanceof Element) reach(node)
    }
  })
  observer.observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-cell', 'data-place', 'data-record'],
  })
  reach(root)
  return () => observer.disconnect()
}
