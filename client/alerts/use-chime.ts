import { ref, type Ref } from 'vue'

export interface Chime {
  /** Once for what is new among these alerts, however often it is asked. */
  ring(keys: readonly string[]): void
  /** The browser plays nothing before somebody has touched the page. */
  readonly isMuted: Readonly<Ref<boolean>>
}

/** Two tones, a third apart: heard across a room, and no siren. */
const TONES = [
  { hertz: 880, at: 0 },
  { hertz: 1108, at: 0.22 },
] as const
const TONE_SECONDS = 0.18
const LOUD = 0.2

const rung = new Set<string>()
/** The last one: a wall that is on for months may not gather them, and whichever is held back by the browser plays late. */
let last: AudioContext | null = null

/** A tone that is made here: no file is fetched for it. */
export function useChime(): Chime {
  const isMuted = ref(false)
  return {
    isMuted,
    ring(keys) {
      if (keys.every(key => rung.has(key))) return
      for (const key of keys) rung.add(key)
      putAway()
      const context = (last = new AudioContext())
      // Where it is not let to, it stays suspended and says nothing: the mark does.
      isMuted.value = context.state === 'suspended'
      context.onstatechange = () => (isMuted.value = context.state === 'suspended')
      for (const { hertz, at } of TONES) play(context, hertz, context.currentTime + at)
    },
  }
}

function putAway(): void {
  if (last === null) return
  last.onstatechange = null
  last.close().catch((error: unknown) => console.warn('a tone that was over could not be put away', error))
}

function play(context: AudioContext, hertz: number, at: number): void {
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(LOUD, at)
  volume.gain.exponentialRampToValueAtTime(0.001, at + TONE_SECONDS)
  tone.connect(volume).connect(context.destination)
  tone.start(at)
  tone.stop(at + TONE_SECONDS)
}
