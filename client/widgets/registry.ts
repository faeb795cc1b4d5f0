import { defineAsyncComponent, shallowReactive, type Component } from 'vue'
import type { Widget } from './widget.ts'

/** Every folder here with a `widget.ts` is a widget, named as its folder. It is fetched when a scene first shows it. */
const manifests = new Map(
  Object.entries(import.meta.glob<Widget>('./*/widget.ts', { import: 'widget' })).map(([path, load]) => [
    path.split('/')[1] as string,
    load,
  ]),
)

const loaded = shallowReactive(new Map<string, Widget>())
const asked = new Set<string>()

export const isWidget = (name: string): boolean => manifests.has(name)

/** The widget's manifest; null while it is being fetched: whoever asked is told when it is there. */
export function widgetOf(name: string): Widget | null {
  const known = loaded.get(name) ?? null
  const load = manifests.get(name)
  if (known === null && load !== undefined && !asked.has(name)) {
    asked.add(name)
    load().then(
      widget => void loaded.set(name, widget),
      // Asked for again the next time: the server may have been away.
      () => void asked.delete(name),
    )
  }
  return known
}

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
    component = defineAsyncComponent(widget.component)
    components.set(name, component)
  }
  return component
}
