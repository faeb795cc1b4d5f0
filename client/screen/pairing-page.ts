import { createApp, h, shallowRef } from 'vue'
import { becomeScreen, type Pairing } from './pairing.ts'
import PairingView from './PairingView.vue'

/** Takes the page until this wall is let in, and leaves it as it was. */
export async function showPairing(wait: (ms: number) => Promise<void>): Promise<void> {
  const pairing = shallowRef<Pairing>({ state: 'connecting' })
  const page = createApp({ render: () => h(PairingView, { pairing: pairing.value }) })
  page.mount('#app')
  await becomeScreen({ show: now => (pairing.value = now), wait })
  page.unmount()
}
