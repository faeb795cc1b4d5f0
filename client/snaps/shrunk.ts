/** Longer than this shows no more of a hazard, and takes a poor network longer. */
const LONGEST = 1280
const QUALITY = 0.8

/**
 * A photo as it is sent: drawn anew, so small enough, upright, and without what the camera wrote into its file. The canvas shows it
 * as well. null: once it was read it was no longer wanted, and the canvas is another's. Rejects what the browser cannot read.
 */
export async function shrunk(
  file: Blob,
  canvas: HTMLCanvasElement,
  isWanted: () => boolean,
): Promise<Blob | null> {
  const picture = await createImageBitmap(file)
  try {
    if (!isWanted()) return null
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  } finally {
    picture.close()
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      blob => (blob === null ? reject(new Error('the canvas gave no picture')) : resolve(blob)),
      'image/jpeg',
      QUALITY,
    ),
  )
}
