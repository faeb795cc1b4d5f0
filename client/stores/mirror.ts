import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { parseTopic } from '../../shared/sync/topic.ts'
import type { TrackedCells } from '../live/tracked-cells.ts'

/** The cells of the topic on show. Nothing in here is deeply reactive: the cells know themselves who asked for them. */
export const useMirror = defineStore('mirror', () => {
  const topic = shallowRef('')
  /** null before the first answer of the server. */
  const cells = shallowRef<TrackedCells | null>(null)

  const scenes = computed<readonly SceneDocument[]>(() =>
    [...(cells.value?.documents('scene').values() ?? [])]
      .map(body => body as unknown as SceneDocument)
      .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
  )

  const at = computed(() => parseTopic(topic.value))

  return {
    topic,
    cells,
    scenes,
    scene: computed(() => at.value?.scene ?? ''),
    place: computed(() => at.value?.place ?? ''),
    show(name: string, shown: TrackedCells) {
      topic.value = name
      cells.value = shown
    },
  }
})
