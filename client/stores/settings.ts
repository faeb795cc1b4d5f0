import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'
import type { Language } from '../language/say.ts'
import { LEAST_K, MOST_K } from '../layout/screen.ts'
import { readSettings, settingsIn, type Settings } from './settings-text.ts'

const KEPT_AS = 'liaowang.settings'

/** How this screen shows things. Kept in the browser; what stands in the address goes first, so that a wall needs no hand. */
export const useSettings = defineStore('settings', () => {
  const first: Settings = { ...readSettings(kept()), ...settingsIn(location.search) }
  const language = ref<Language>(first.language ?? 'zh')
  const contrast = ref(first.contrast ?? 'auto')
  const motion = ref(first.motion ?? 'auto')
  const tables = ref(first.tables ?? 'off')
  const sounds = ref(first.sounds ?? 'off')
  const k = ref(Math.min(MOST_K, Math.max(LEAST_K, first.k ?? 1)))
  /** Where cabinets or bezels meet, px of the screen: no module lies across them. */
  const seams = ref<readonly number[]>(first.seams ?? [])

  watchEffect(() => {
    const { dataset } = document.documentElement
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
    dataset['contrast'] = contrast.value
    dataset['motion'] = motion.value
  })
  watchEffect(() => {
    const settings: Settings = {
      language: language.value,
      contrast: contrast.value,
      motion: motion.value,
      tables: tables.value,
      sounds: sounds.value,
      k: k.value,
    }
    keep(JSON.stringify(settings))
  })

  return { language, contrast, motion, tables, sounds, k, seams }
})

/** A browser may forbid storage; settings then last as long as the page. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS)
  } catch {
    return null
  }
}

function keep(text: string): void {
  try {
    localStorage.setItem(KEPT_AS, text)
  } catch {
    return
  }
}
