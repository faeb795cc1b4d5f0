/** What the layer for hands answers to: numbers, places, records, and what can be pressed for. */
const NAMED = '[data-cell], [data-place], [data-record], [data-press]'

/**
 * Numbers are on show before the layer that answers a hand has come. The first tap or Enter on one of them waits here until then, and nobody
 * else hears of it meanwhile; the function that is answered sends it on. What a link or a button does, it does at once.
 */
export function keepEarlyHand(): () => void {
  let kept: Event | null = null
  const keep = (event: Event) => {
    const { target } = event
    if (!(target instanceof Element) || !target.closest(`a, button, ${NAMED}`)?.matches(NAMED)) return
    if (event instanceof KeyboardEvent && event.key !== 'Enter') return
    event.stopPropagation()
    kept ??= event
  }
  const kinds = ['click', 'keydown']
  for (const kind of kinds) document.addEventListener(kind, keep, true)
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, keep, true)
    kept?.target?.dispatchEvent(kept)
  }
}
