import type { IPublishPacket, MqttClient, Packet } from 'mqtt'

/** Sends a message's PUBACK. */
export type Acknowledge = () => void

/** What PUBACK looks like in every version of MQTT; the message's number follows. */
const PUBACK = [0x40, 2] as const

/**
 * Takes the acknowledgement of QoS 1 from the client. The client handles one message at a time, and so would let only
 * one wait for its commit: a few hundred a second at most. So each message is shown to it as QoS 0, in the event that comes
 * before it looks, and is acknowledged from here, in whatever number and whenever the journal has it.
 *
 * Answers what acknowledges a message; null: its sender expects nothing.
 */
export function acknowledgeOurselves(client: MqttClient): (packet: IPublishPacket) => Acknowledge | null {
  const pending = new WeakMap<IPublishPacket, Acknowledge>()
  client.on('packetreceive', (packet: Packet) => {
    if (packet.cmd !== 'publish' || packet.qos !== 1) return
    const { stream } = client
    const number = packet.messageId ?? 0
    packet.qos = 0
    pending.set(packet, () => {
      // On another connection the number means another message; the broker sends this one again.
      if (stream === client.stream && !stream.destroyed)
        stream.write(Buffer.of(...PUBACK, number >> 8, number & 0xff))
    })
  })
  return packet => pending.get(packet) ?? null
}
