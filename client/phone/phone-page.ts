/** What a phone shows in place of a scene: what rings now, and what is one's own. */
export type PhonePageName = 'alerts' | 'mine'

/** By the address, so that the way back leads back; null: a scene. */
export const phonePageIn = (tab: unknown): PhonePageName | null =>
  tab === 'alerts' || tab === 'mine' ? tab : null
