import type { ToldDepartment } from '../../../shared/sync/reference.ts'

/** Those in whose name, other names or feeds the text stands. */
export function foundIn(departments: readonly ToldDepartment[], text: string): readonly ToldDepartment[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return departments
  const has = (each: string) => each.toLowerCase().includes(wanted)
  return departments.filter(({ name, is, aliases, feeds, place }) =>
    [
      name,
      is,
      place?.shortName ?? '',
      place?.area ?? '',
      place?.parent ?? '',
      ...aliases,
      ...feeds.flatMap(({ id, title }) => [id, title.zh, title.en]),
    ].some(has),
  )
}
