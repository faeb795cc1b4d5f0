import type { Component } from 'vue'
import type { ConsoleFamily } from '../../../shared/sync/publications.ts'
import AlertForm from './alert/AlertForm.vue'
import ChannelForm from './channel/ChannelForm.vue'
import FeedForm from './feed/FeedForm.vue'
import MetricForm from './MetricForm.vue'
import NamingForm from './NamingForm.vue'
import SceneForm from './scene/SceneForm.vue'

/** The form of each family; what each is given is in `form-props.ts`. */
export const FORMS: { readonly [family in ConsoleFamily]: Component } = {
  alert: AlertForm,
  channel: ChannelForm,
  feed: FeedForm,
  metric: MetricForm,
  scene: SceneForm,
  naming: NamingForm,
}
