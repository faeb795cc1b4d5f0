import { computed, reactive, shallowRef, watch } from 'vue'
import type { CalendarStanding, HolidayPreview } from '../../../shared/sync/calendar.ts'
import { yearsOf } from './calendar.ts'

/** A notice that is being entered: of which calendar and year, and what was looked at of it. How calendars stand is told anew every moment. */
export function useNotice(standing: () => CalendarStanding) {
  const preview = shallowRef<HolidayPreview | null>(null)
  const [first] = standing().calendars
  const form = reactive({ calendar: first?.id ?? '', year: first?.next ?? 0, text: '', source: '' })
  const calendar = computed(() => standing().calendars.find(({ id }) => id === form.calendar))
  const years = computed(() => (calendar.value === undefined ? [] : yearsOf(calendar.value, standing().now)))
  watch(
    () => form.calendar,
    () => (form.year = calendar.value?.next ?? form.year),
  )
  // What was looked at is then another table.
  watch([() => form.calendar, () => form.year, () => form.text], () => (preview.value = null))
  return { form, years, preview }
}
