interface Sentinel {
  release(): Promise<void>
}

/** Keeps the machine from dimming the wall, and goes full screen at the first touch or key; returns how to let go. */
export function stayAwake(): () => void {
  let sentinel: Sentinel | null = null
  let stopped = false

  async function hold(): Promise<void> {
    const { wakeLock } = navigator as { wakeLock?: { request(type: 'screen'): Promise<Sentinel> } }
    if (wakeLock === undefined || document.visibilityState !== 'visible') return
    // A browser may refuse, on battery for instance: the wall then depends on the settings of its machine.
    const held = await wakeLock.request('screen').catch(() => null)
    if (stopped) await held?.release()
    else sentinel = held
  }
  const again = () => void hold()
  // Browsers allow it only on a gesture; a wall is mostly started in kiosk mode, where it fills the screen already.
  const fill = () => void document.documentElement.requestFullscreen?.().catch(() => undefined)

  document.addEventListener('visibilitychange', again)
  window.addEventListener('pointerdown', fill, { once: true })
  window.addEventListener('keydown', fill, { once: true })
  again()
  return () => {
    stopped = true
    document.removeEventListener('visibilitychange', again)
    window.removeEventListener('pointerdown', fill)
    window.removeEventListener('keydown', fill)
    void sentinel?.release()
  }
}
