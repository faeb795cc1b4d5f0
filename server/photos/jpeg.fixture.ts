const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

export interface Made {
  readonly width?: number
  readonly height?: number
  /** What a camera wrote into it. */
  readonly told?: readonly (readonly [marker: number, text: string | Buffer])[]
  /** Behind its end. */
  readonly after?: string
  /** What is drawn: no picture, but what stands in its place. */
  readonly drawn?: Buffer
}

/** The parts of a JPEG in their order (ITU T.81 B.2.1). Nobody can look at it. */
export function jpegOf({ width = 640, height = 480, told = [], after = '', drawn }: Made = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...told.map(([marker, text]) => segment(marker, Buffer.from(text))),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    drawn ?? Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(after),
  ])
}
