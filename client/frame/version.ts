const EVERY_MS = 60_000

/** Of this page; '' where it was not built. */
export const ownVersion = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="liaowang-version"]')?.content ?? ''

async function serverVersion(): Promise<string> {
  const response = await fetch('/version.json', { cache: 'no-store' })
  return response.ok ? ((await response.json()) as { readonly version: string }).version : ''
}

/** The page and every script and style it begins with can be had: a wall that loads itself again must not end white. */
export async function isComplete(address = location.href): Promise<boolean> {
  const page = await fetch(address, { cache: 'no-store' })
  if (!page.ok) return false
  const document = new DOMParser().parseFromString(await page.text(), 'text/html')
  const files = [...document.querySelectorAll('script[src], link[rel="stylesheet"]')].map(
    element => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
  )
  const answers = await Promise.all(files.map(file => fetch(file)))
  return files.length > 0 && answers.every(answer => answer.ok)
}

/** On a wall at once; on a desk while nobody looks at it, and nothing is typed on it that would be gone. */
export const mayLoadAnew = (isWall: boolean, isHeld: () => boolean): boolean =>
  isWall || (document.hidden && !isHeld())

/** Looks for another version on the server and loads it where it may. Returns the stop. */
export function watchVersion(may: () => boolean, reload: () => void = () => location.reload()): () => void {
  const own = ownVersion()
  if (own === '') return () => {}

  async function look(): Promise<void> {
    try {
      const now = await serverVersion()
      if (now !== '' && now !== own && may() && (await isComplete()) && may()) reload()
    } catch (error) {
      console.warn('the version could not be looked up', error)
    }
  }
  const timer = setInterval(() => void look(), EVERY_MS)
  return () => clearInterval(timer)
}
