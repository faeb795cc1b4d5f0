import { Type } from 'typebox'
import { filesSettings } from '../files/settings.ts'

export const FileDropSettings = Type.Object(
  { folder: Type.String({ minLength: 1 }), ...filesSettings },
  { additionalProperties: false },
)
