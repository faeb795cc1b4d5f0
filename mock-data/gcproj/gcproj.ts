import type { PretendCity } from '../city.ts'
import { listen } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { serveProjects } from './endpoint.ts'
import { createGcprojModel, type GcprojModel } from './model.ts'

export interface GcprojSettings {
  /** 0 takes any free port. */
  readonly port: number
  /** With a secret the system wants tokens, which expire; '' leaves the door open. */
  readonly secret: string
}

/** 工程建设项目审批系统 with 投资项目在线监管平台: asked page by page for what changed. */
export function createGcproj(
  city: PretendCity,
  { port, secret }: GcprojSettings,
  model: GcprojModel = createGcprojModel(city),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'gcproj'))
  let upgraded = false
  const start = async (): Promise<Running> => {
    const handle = serveProjects({ city, model, silent: silence.isOn, upgraded: () => upgraded, secret })
    const running = await listen(port, handle)
    return { address: `${running.address}/api/projects`, stop: running.stop }
  }
  return {
    name: 'gcproj',
    title: '工程建设项目审批系统',
    start,
    outage: silence.switch,
    upgrade: on => {
      upgraded = on
    },
  }
}
