/** What canvas needs of tokens.css. Colours are text as CSS writes them; canvas takes them as they are. */
export interface Tokens {
  readonly bg: string
  readonly s1: string
  readonly s2: string
  readonly s3: string
  readonly line: string
  readonly line2: string
  readonly t1: string
  readonly t2: string
  readonly t3: string
  readonly d1: string
  readonly d2: string
  readonly d3: string
  readonly d4: string
  readonly d5: string
  readonly d6: string
  readonly ok: string
  readonly warn: string
  readonly bad: string
  readonly replay: string
  readonly sans: string
  readonly num: string
}

/** Reads one custom property; '' when it is not set. */
export type ReadProperty = (name: string) => string

const NAMES = [
  ...(['bg', 's1', 's2', 's3', 'line', 'line2', 't1', 't2', 't3'] as const),
  ...(['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'ok', 'warn', 'bad', 'replay', 'sans', 'num'] as const),
]

/** A token that is missing is our fault: drawn black on black it would go unnoticed, so it stops the page. */
export function requireProperty(read: ReadProperty, name: string): string {
  const value = read(name).trim()
  if (value === '') throw new Error(`theme: ${name} is not set; client/theme/tokens.css must be loaded first`)
  return value
}

export function tokensFrom(read: ReadProperty): Tokens {
  return Object.fromEntries(
    NAMES.map(name => [name, requireProperty(read, `--${name}`)]),
  ) as unknown as Tokens
}

/** Custom properties as they apply to `element`, theme and contrast included. */
export function propertiesOf(element: Element): ReadProperty {
  const style = getComputedStyle(element)
  return name => style.getPropertyValue(name)
}

/** Calls `changed` when the page changes its contrast or theme; returns the stop. Canvas does not follow CSS by itself. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-contrast', 'data-theme'],
  })
  const contrast = matchMedia('(prefers-contrast: more)')
  contrast.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    contrast.removeEventListener('change', changed)
  }
}
