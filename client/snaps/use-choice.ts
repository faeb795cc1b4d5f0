import { ref, type Ref } from 'vue'

/** A photo as it is sent; null: it is no longer wanted. Rejects what cannot be read. */
export type Shrink = (file: Blob, isWanted: () => boolean) => Promise<Blob | null>

/** Reading a photo takes a while: the newest choice counts, whichever can be read first, and what was removed meanwhile stays removed. */
export function useChoice(photo: Ref<Blob | null>, isReading: Ref<boolean>, shrink: Shrink) {
  const isBad = ref(false)
  let turn = 0

  async function choose(file: Blob): Promise<void> {
    const mine = ++turn
    isBad.value = false
    isReading.value = true
    try {
      const shrunk = await shrink(file, () => mine === turn)
      if (mine === turn) photo.value = shrunk
    } catch {
      if (mine !== turn) return
      // A browser may say why in any words of its own; that it cannot be read is all there is to do about.
      photo.value = null
      isBad.value = true
    } finally {
      if (mine === turn) isReading.value = false
    }
  }

  function remove(): void {
    turn++
    photo.value = null
    isReading.value = false
  }
  return { isBad, choose, remove }
}
