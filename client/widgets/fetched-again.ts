/** Of a module that could not be had, as Chromium and Firefox say it. */
const ADDRESS = /https?:\/\/[^\s?]+\.js/

/**
 * Fetches a module, and when it is asked for again after it could not be had, under another address: of one address a browser remembers for
 * the life of the page that there was nothing.
 */
export function fetchedAgain<Module, Part = Module>(
  load: () => Promise<Part>,
  partOf: (module: Module) => Part,
  importFrom: (address: string) => Promise<Module> = address => import(/* @vite-ignore */ address),
): () => Promise<Part> {
  let address: string | null = null
  let times = 0
  return async () => {
    if (address !== null) return partOf(await importFrom(`${address}?again=${++times}`))
    try {
      return await load()
    } catch (error) {
      address = ADDRESS.exec(String(error))?.[0] ?? null
      throw error
    }
  }
}
