import { ref, type Ref } from 'vue'

export interface Chime {
  /** Once for each alert, however often it is asked. */
  ring(key: string): void
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

/** A tone that is made here: no file is fetched for it. */
export function useChime(): Chime {
  const isMuted = ref(false)
  return {
    isMuted,
    ring(key) {
      if (rung.has(key)) return
      rung.add(key)
      const context = new AudioContext()
      // Where it is not let to, it stays suspended and says nothing: the mark does.
      isMuted.value = context.state === 'suspended'
      context.onstatechange = () => (isMuted.value = context.state === 'suspended')
      for (const { hertz, at } of TONES) play(context, hertz, context.currentTime + at)
    },
  }
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
