import type { Component } from 'vue'
import type { ConsoleFamily } from '../../../shared/sync/publications.ts'
import FeedForm from './feed/FeedForm.vue'
import MetricForm from './MetricForm.vue'
import SceneForm from './scene/SceneForm.vue'

/**
 * The form of each family; one without is edited in its source. A form takes `document` (as it was written, with whatever is in
 * it), `ground`, `faults` (as the server says them) and `isNew`, and emits `change` with a whole new document, in which all that it
 * has no field for is as it was.
 */
const FORMS: { readonly [family in ConsoleFamily]?: Component } = {
  feed: FeedForm,
  metric: MetricForm,
  scene: SceneForm,
}

export const formOf = (family: ConsoleFamily): Component | null => FORMS[family] ?? null
