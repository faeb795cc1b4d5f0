import { onMounted, onUnmounted } from 'vue'

const DESK = 1920
const MOST = 2

/** Pages of people are for one pair of eyes: a large screen shows them large, a phone in one column. */
export function useRoom(): void {
  function measure(): void {
    const root = document.documentElement
    const { innerWidth: width } = window
    root.dataset['mode'] = 'desk'
    root.dataset['layout'] = width < 640 ? 'phone' : width < 1200 ? 'tablet' : 'desk'
    root.style.fontSize = `${16 * Math.min(MOST, Math.max(1, width / DESK))}px`
  }
  onMounted(() => {
    measure()
    window.addEventListener('resize', measure)
  })
  onUnmounted(() => window.removeEventListener('resize', measure))
}
