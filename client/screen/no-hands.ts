/** What a hand at a wall could do: all of it is taken from the browser before it means anything (T-WALL-02). */
const HANDS = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'copy', 'cut', 'paste', 'selectstart'],
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu'],
  ...['wheel', 'touchstart', 'touchmove', 'touchend', 'gesturestart'],
  ...['dragstart', 'dragenter', 'dragover', 'drop'],
]

const takeAway = (event: Event): void => {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** A wall takes no input: nothing in it can be chosen, moved, opened or left. */
export function takeHandsAway(): void {
  // Those of the wheel and of touch are passive where it is not said that they are not.
  for (const hand of HANDS) window.addEventListener(hand, takeAway, { capture: true, passive: false })
}
