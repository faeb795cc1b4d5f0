import { expect, test } from 'vitest'
import { ref } from 'vue'
import { useChoice } from './use-choice.ts'

/** A field whose photos become readable when the test says so. */
function field() {
  const photo = ref<Blob | null>(null)
  const isReading = ref(false)
  const reads: {
    file: Blob
    done: (blob: Blob | null) => void
    fail: () => void
    isWanted: () => boolean
  }[] = []
  const choice = useChoice(
    photo,
    isReading,
    (file, isWanted) =>
      new Promise((done, fail) =>
        reads.push({ file, done, fail: () => fail(new Error('no photo')), isWanted }),
      ),
  )
  return { photo, isReading, reads, ...choice }
}
const blob = (text: string) => new Blob([text])

test('[SNPC8] of two photos chosen one after the other the newest counts, whichever can be read first', async () => {
  const { photo, isReading, reads, choose } = field()
  const [first, second, shown] = [blob('1'), blob('2'), blob('2 small')]
  const [slow, fast] = [choose(first), choose(second)]
  expect(reads.map(({ isWanted }) => isWanted())).toEqual([false, true])
  reads[1]!.done(shown)
  await fast
  expect([photo.value === shown, isReading.value]).toEqual([true, false])
  reads[0]!.done(blob('1 small'))
  await slow
  expect([photo.value === shown, isReading.value]).toEqual([true, false])
})

test('[SNPC8] the form waits while one is read, and what was removed meanwhile stays removed', async () => {
  const { photo, isReading, reads, choose, remove, isBad } = field()
  const chosen = choose(blob('1'))
  expect(isReading.value).toBe(true)
  remove()
  expect(isReading.value).toBe(false)
  reads[0]!.done(blob('1 small'))
  await chosen
  expect([photo.value, isReading.value, isBad.value]).toEqual([null, false, false])
})

test('[SNPC4] what cannot be read is said, unless another one was chosen since', async () => {
  const { photo, reads, choose, isBad, isReading } = field()
  const [bad, good] = [choose(blob('?')), choose(blob('1'))]
  reads[0]!.fail()
  await bad
  expect([isBad.value, isReading.value]).toEqual([false, true])
  reads[1]!.fail()
  await good
  expect([isBad.value, photo.value, isReading.value]).toEqual([true, null, false])
})
