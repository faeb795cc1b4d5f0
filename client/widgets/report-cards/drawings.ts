/** A drawing stands where a photograph would: those of riders show people and plates, and are shown to nobody before somebody has looked. */
export const DRAWINGS = {
  hazard: 'M60 12 92 66H28zM60 30v18M60 55v4',
  rubbish: 'M40 28h40M52 28v-8h16v8M44 28l4 40h24l4-40M54 36v24M66 36v24',
  quarrel: 'M24 18h40v24H44l-8 8v-8H24zM56 34h40v24H84v8l-8-8H56z',
  care: 'M60 66C30 46 26 34 32 24c7-10 22-9 28 4 6-13 21-14 28-4 6 10 2 22-28 42z',
  peace: 'M60 12 90 22v20c0 14-14 24-30 28-16-4-30-14-30-28V22zM48 40l9 9 16-17',
  stall: 'M28 34 34 18h52l6 16M28 34q8 10 16 0 8 10 16 0 8 10 16 0 8 10 16 0M34 40v28h52V40',
  place: 'M60 68C44 50 38 42 38 32a22 22 0 0 1 44 0c0 10-6 18-22 36zM60 26v12M54 32h12',
} as const

export type Drawing = keyof typeof DRAWINGS

export const isDrawing = (name: string): name is Drawing => name in DRAWINGS
