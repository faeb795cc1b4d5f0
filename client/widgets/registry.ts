import { defineAsyncComponent, shallowReactive, type Component } from 'vue'
import { fetchedAgain } from './fetched-again.ts'
import type { Widget } from './widget.ts'

/** Every folder here with a `widget.ts` is a widget, named as its folder. It is fetched when a scene first shows it. */
const manifests = new Map(
  Object.entries(import.meta.glob<Widget>('./*/widget.ts', { import: 'widget' })).map(([path, load]) => [
    path.split('/')[1] as string,
    load,
  ]),
)

/** How long after each failure it is asked for again; the last one also from then on. After all of them its panels are broken meanwhile. */
const PAUSES_MS = [5_000, 15_000, 60_000] as const

type Later = (ms: number, run: () => void) => void

/** The widgets of these folders, each fetched when it is first wanted. */
export function createRegistry(
  folders: ReadonlyMap<string, () => Promise<Widget>>,
  later: Later = (ms, run) => void setTimeout(run, ms),
) {
  const loaded = shallowReactive(new Map<string, Widget>())
  const asked = new Set<string>()
  /** How often it was asked for in vain. */
  const missed = shallowReactive(new Map<string, number>())

  function ask(name: string, load: () => Promise<Widget>): void {
    load().then(
      widget => {
        loaded.set(name, widget)
        missed.delete(name)
      },
      (error: unknown) => {
        const times = missed.get(name) ?? 0
        console.warn(`the widget ${name} could not be fetched`, error)
        missed.set(name, times + 1)
        later(PAUSES_MS[times] ?? PAUSES_MS[2], () => ask(name, load))
      },
    )
  }

  /** There is one, and it can be had: of one that cannot, that is not waited for without end. */
  const isWidget = (name: string): boolean => folders.has(name) && (missed.get(name) ?? 0) < PAUSES_MS.length

  /** The widget's manifest; null while it is being fetched: whoever asked is told when it is there. */
  function widgetOf(name: string): Widget | null {
    const known = loaded.get(name) ?? null
    const load = folders.get(name)
    if (known === null && load !== undefined && !asked.has(name)) {
      asked.add(name)
      ask(
        name,
        fetchedAgain(load, ({ widget }: { readonly widget: Widget }) => widget),
      )
    }
    return known
  }
  return { isWidget, widgetOf }
}

export const { isWidget, widgetOf } = createRegistry(manifests)

/** All of them, for whoever checks documents before they are published. */
export async function everyWidget(): Promise<ReadonlyMap<string, Widget>> {
  const names = [...manifests.keys()]
  const widgets = await Promise.all(names.map(name => (manifests.get(name) as () => Promise<Widget>)()))
  return new Map(names.map((name, i) => [name, widgets[i] as Widget]))
}

const components = new Map<string, Component>()

/** The widget's component, fetched when first shown; null: its manifest is not there yet. */
export function widgetComponent(name: string): Component | null {
  const widget = widgetOf(name)
  if (widget === null) return null
  let component = components.get(name)
  if (component === undefined) {
    component = defineAsyncComponent(fetchedAgain(widget.component, (module: Component) => module))
    components.set(name, component)
  }
  return component
}
