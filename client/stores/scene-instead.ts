/** What goes on show in place of a scene that is in force no more: the one after it that still is, and after the last the first. */
export function sceneInstead(before: readonly string[], now: readonly string[], gone: string): string | null {
  const at = before.indexOf(gone)
  const after = at === -1 ? [] : [...before.slice(at + 1), ...before.slice(0, at)]
  return [...after, ...now].find(id => id !== gone && now.includes(id)) ?? null
}
