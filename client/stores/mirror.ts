import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import { parseTopic } from '../../shared/sync/topic.ts'
import type { TrackedCells } from '../live/tracked-cells.ts'
import type { ProvenScenes } from '../screen/proven-scenes.ts'

const NONE: ReadonlyMap<string, unknown> = new Map()

/** The cells of the topic on show. Nothing in here is deeply reactive: the cells know themselves who asked for them. */
export const useMirror = defineStore('mirror', () => {
  const topic = shallowRef('')
  /** null before the first answer of the server. */
  const cells = shallowRef<TrackedCells | null>(null)

  /** At a wall: which of the scenes may be drawn. null: all of them. */
  const proven = shallowRef<ProvenScenes | null>(null)
  /** On show, which may be a while longer than it is in force. */
  const drawn = shallowRef<SceneDocument | null>(null)

  const told = computed(() => (cells.value?.documents('scene') ?? NONE) as ReadonlyMap<string, Fields>)
  watch([told, proven], () => proven.value?.look(told.value), { flush: 'sync' })
  const scenes = computed<readonly SceneDocument[]>(() =>
    [...(proven.value?.accepted.value ?? told.value.values())]
      .map(body => body as unknown as SceneDocument)
      .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
  )

  const at = computed(() => parseTopic(topic.value))

  return {
    topic,
    cells,
    scenes,
    proven,
    drawn,
    /** Scenes that are not what the city signed: an earlier one stands in their place, or none. */
    refused: computed<readonly string[]>(() => proven.value?.refused.value ?? []),
    scene: computed(() => at.value?.scene ?? ''),
    place: computed(() => at.value?.place ?? ''),
    show(name: string, shown: TrackedCells) {
      topic.value = name
      cells.value = shown
    },
  }
})
