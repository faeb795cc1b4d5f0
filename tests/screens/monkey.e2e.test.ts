import fc from 'fast-check'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { cellKey } from '../../shared/model/cell.ts'
import { CITY } from './screen-city.ts'
import { stageOf } from './stage.ts'

const browser = await launchChromium()
afterAll(() => browser.close())
const stage = stageOf(browser)

const INPUTS = 10_000
const AT_ONCE = 500
const WIDTH = 1920
const HEIGHT = 1080

const x = fc.integer({ min: 0, max: WIDTH - 1 })
const y = fc.integer({ min: 0, max: HEIGHT - 1 })
const NAMED = ['Tab', 'Enter', 'Escape', 'Backspace', 'Delete', ' ', 'Home', 'End', 'PageDown', 'PageUp']
const ARROWS = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'F1',
  'F3',
  'F5',
  'F6',
  'F7',
  'F11',
  'ContextMenu',
]
/** Alt, Ctrl, Meta and Shift, as bits. */
const modifiers = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 15 }))
const key = fc.oneof(
  fc.constantFrom(...NAMED, ...ARROWS),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
)
const text = fc.constantFrom('javascript:alert(1)', 'https://example.invalid/', '/desk/overview', '演示')
const button = fc.constantFrom('left' as const, 'right' as const, 'middle' as const, 'back' as const)

const often = <T>(arbitrary: fc.Arbitrary<T>) => ({ weight: 12, arbitrary })

/** One thing that a hand does, as what the browser is told of it. */
const inputs = fc.oneof(
  often(fc.record({ type: fc.constant('key' as const), key, modifiers })),
  often(
    fc.record({ type: fc.constant('click' as const), x, y, button, clicks: fc.integer({ min: 1, max: 3 }) }),
  ),
  often(
    fc.record({
      ...{ type: fc.constant('wheel' as const), x, y, by: fc.integer({ min: -900, max: 900 }), modifiers },
    }),
  ),
  often(fc.record({ type: fc.constant('drag' as const), x, y, toX: x, toY: y })),
  often(fc.record({ type: fc.constant('touch' as const), x, y, toX: x, toY: y })),
  { weight: 1, arbitrary: fc.record({ type: fc.constant('drop' as const), x, y, text }) },
)
type Input = typeof inputs extends fc.Arbitrary<infer One> ? One : never

type Sent = readonly Promise<unknown>[]

/** Not through the page: as the operating system would tell the browser, in this order. */
function put(cdp: CDPSession, input: Exclude<Input, { type: 'drop' }>): Sent {
  if (input.type === 'key') return press(cdp, input.key, input.modifiers)
  return input.type === 'touch' ? touch(cdp, input) : mouse(cdp, input)
}

const press = (cdp: CDPSession, named: string, held: number): Sent => {
  const pressed = { key: named, modifiers: held }
  const typed = named.length === 1 ? { text: named } : {}
  return [
    cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...pressed, ...typed }),
    cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed }),
  ]
}

function mouse(cdp: CDPSession, input: Extract<Input, { type: 'click' | 'wheel' | 'drag' }>): Sent {
  const at = { x: input.x, y: input.y }
  const send = (type: 'mousePressed' | 'mouseReleased' | 'mouseMoved' | 'mouseWheel', more: object) =>
    cdp.send('Input.dispatchMouseEvent', { type, ...at, ...more })
  if (input.type === 'wheel')
    return [send('mouseWheel', { deltaX: 0, deltaY: input.by, modifiers: input.modifiers })]
  if (input.type === 'click') {
    const clicked = { button: input.button, clickCount: input.clicks }
    return [send('mousePressed', clicked), send('mouseReleased', clicked)]
  }
  const [held, to] = [
    { button: 'left', clickCount: 1 },
    { x: input.toX, y: input.toY },
  ]
  return [
    send('mousePressed', held),
    send('mouseMoved', { ...held, ...to, buttons: 1 }),
    send('mouseReleased', { ...held, ...to }),
  ]
}

function touch(cdp: CDPSession, { x, y, toX, toY }: Extract<Input, { type: 'touch' }>): Sent {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints })
  return [send('touchStart', [{ x, y }]), send('touchMove', [{ x: toX, y: toY }]), send('touchEnd', [])]
}

/** Each waits for what the page says of the one before, as the browser of a hand does. */
async function drop(cdp: CDPSession, { x, y, text: data }: Extract<Input, { type: 'drop' }>): Promise<void> {
  const items = ['text/plain', 'text/uri-list'].map(mimeType => ({ mimeType, data }))
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x, y, data: { items, dragOperationsMask: 1 } })
}

/** What stands on the wall, and what must not. */
const standing = (page: Page) =>
  page.evaluate(() => ({
    panels: [...document.querySelectorAll('section.panel h2')].map(title => title.textContent),
    dialogs: document.querySelectorAll('dialog, [role=dialog]').length,
    focused: document.activeElement?.tagName,
    selected: getSelection()?.toString(),
    scrolled: [scrollX, scrollY, visualViewport?.scale],
  }))

test('[SCR12] (T-WALL-02) ten thousand inputs of whoever stands before it leave a wall as it was, and live', async () => {
  const left: string[] = []
  const page = await stage.open('/wall/first', { width: WIDTH, height: HEIGHT }, async opened => {
    opened.on('framenavigated', frame => left.push(frame.url()))
    opened.on('popup', popup => left.push(popup.url()))
    opened.on('dialog', dialog => left.push(dialog.message()))
    opened.on('download', download => left.push(download.url()))
  })
  const before = await standing(page)
  expect(before.panels.length).toBeGreaterThan(0)
  left.length = 0
  const isTaken = () => !window.dispatchEvent(new KeyboardEvent('keydown', { cancelable: true }))
  await page.waitForFunction(isTaken)
  const cdp = await page.context().newCDPSession(page)
  const all = fc.sample(inputs, { numRuns: INPUTS, seed: 20261124 })
  // The browser takes them in order, and answers each with its next picture: waiting for every answer takes minutes.
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE)
    await Promise.all(some.flatMap(input => (input.type === 'drop' ? [] : put(cdp, input))))
    for (const input of some) if (input.type === 'drop') await drop(cdp, input)
  }
  expect(left).toEqual([])
  expect(new URL(page.url()).pathname).toBe('/wall/first')
  expect(page.context().pages()).toHaveLength(1)
  expect(await standing(page)).toEqual(before)
  stage.server.set({ [cellKey('cases', CITY, [])]: 777 })
  await page.getByText('777').first().waitFor()
})
