import { Type, type Static } from 'typebox'

export const MqttSettings = Type.Object(
  {
    url: Type.String({ pattern: '^mqtts?://' }),
    topics: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 50 }),
    /** The broker keeps what is sent at QoS 1 for this name while we are away; no two feeds may share it. */
    clientId: Type.String({ pattern: '^[A-Za-z0-9-]{1,60}$' }),
    user: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type MqttSettings = Static<typeof MqttSettings>
