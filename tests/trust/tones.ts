import type { Page } from 'playwright-core'

/** Sounds are counted where they would begin: a machine of tests has no loudspeaker. */
export function countTones(): void {
  const tally = { tones: 0 }
  // As a browser does before somebody has touched the page.
  const state = location.search.includes('untouched') ? 'suspended' : 'running'
  Object.assign(window, {
    tally,
    AudioContext: class {
      readonly state = state
      readonly currentTime = 0
      readonly destination = {}
      onstatechange = null
      close = async () => undefined
      createGain() {
        const gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} }
        return { gain, connect: () => ({}) }
      }
      createOscillator() {
        const volume = { connect: () => ({}) }
        return { frequency: { value: 0 }, connect: () => volume, start: () => void tally.tones++, stop() {} }
      }
    },
  })
}

export const tonesOn = (page: Page) => page.evaluate('tally.tones')
