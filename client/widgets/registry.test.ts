import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed } from 'vue'
import { fetchedAgain } from './fetched-again.ts'
import { createRegistry } from './registry.ts'
import type { Widget } from './widget.ts'

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue())
afterEach(() => void vi.restoreAllMocks())

const WIDGET = { roles: {} } as unknown as Widget
const gone = () => Promise.reject<Widget>(new TypeError('Failed to fetch'))

/** A registry of one widget, and the pauses after which it asks again. */
function registry() {
  const load = vi.fn(gone)
  const pauses: { readonly ms: number; readonly run: () => void }[] = []
  const { isWidget, widgetOf } = createRegistry(new Map([['figure', load]]), (ms, run) =>
    pauses.push({ ms, run }),
  )
  /** As a panel has it: it is told. */
  const shown = computed(() => ({ isWidget: isWidget('figure'), widget: widgetOf('figure') }))
  return { load, pauses, shown }
}

test('[WID52] a widget that could not be fetched is asked for again, and whoever waits for it is told', async () => {
  const { load, pauses, shown } = registry()
  expect(shown.value).toEqual({ isWidget: true, widget: null })
  await vi.waitFor(() => expect(pauses).toHaveLength(1))
  expect([shown.value, load.mock.calls.length]).toEqual([{ isWidget: true, widget: null }, 1])
  load.mockResolvedValue(WIDGET)
  pauses[0]!.run()
  await vi.waitFor(() => expect(shown.value).toEqual({ isWidget: true, widget: WIDGET }))
  expect([load.mock.calls.length, pauses.length]).toEqual([2, 1])
})

test('[WID52] one that is not to be had is not waited for without end, and is still taken once it is there', async () => {
  const { load, pauses, shown } = registry()
  for (let times = 1; times <= 3; times++) {
    expect(shown.value.isWidget).toBe(true)
    await vi.waitFor(() => expect(pauses).toHaveLength(times))
    if (times < 3) pauses[times - 1]!.run()
  }
  expect([shown.value, pauses.map(({ ms }) => ms)]).toEqual([
    { isWidget: false, widget: null },
    [5_000, 15_000, 60_000],
  ])
  pauses[2]!.run()
  await vi.waitFor(() => expect(pauses).toHaveLength(4))
  expect([shown.value.isWidget, pauses[3]!.ms]).toEqual([false, 60_000])
  load.mockResolvedValue(WIDGET)
  pauses[3]!.run()
  await vi.waitFor(() => expect(shown.value).toEqual({ isWidget: true, widget: WIDGET }))
})

test('[WID52] again it is asked for under another address: of one address a browser remembers that there was nothing', async () => {
  const module = { widget: WIDGET }
  const at = 'http://127.0.0.1:4000/assets/widget-CTsFj0DA.js'
  const load = () =>
    Promise.reject<Widget>(new TypeError(`Failed to fetch dynamically imported module: ${at}`))
  const importFrom = vi.fn(() => Promise.reject<typeof module>(new Error('away')))
  const fetch = fetchedAgain(load, ({ widget }: typeof module) => widget, importFrom)
  await expect(fetch()).rejects.toThrow('Failed to fetch')
  await expect(fetch()).rejects.toThrow('away')
  importFrom.mockResolvedValue(module)
  expect(await fetch()).toBe(WIDGET)
  expect(importFrom.mock.calls).toEqual([[`${at}?again=1`], [`${at}?again=2`]])
  // Where the browser does not say the address, as it was.
  const silent = vi.fn(gone)
  const same = fetchedAgain(silent, ({ widget }: typeof module) => widget, importFrom)
  await expect(same()).rejects.toThrow()
  silent.mockResolvedValue(WIDGET)
  expect(await same()).toBe(WIDGET)
})
