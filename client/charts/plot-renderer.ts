import { init } from './echarts.ts'
import { plotElement } from './elements.ts'
import type { Plot, PlotRoom } from './plot.ts'

export interface PlotRenderer {
  draw(plot: Plot, room: PlotRoom & { readonly unit: number }): void
  stop(): void
}

/** One ECharts instance over a box. What is drawn is changed in place, in the next frame, without motion. */
export function createPlotRenderer(box: HTMLElement): PlotRenderer {
  const ratio = () => window.devicePixelRatio
  let drawnRatio = ratio()
  let chart = init(box, null, { renderer: 'canvas', devicePixelRatio: drawnRatio })

  /** A window that moved to another screen has other pixels; ECharts takes them only at its birth. */
  function renew(): void {
    if (drawnRatio === ratio()) return
    drawnRatio = ratio()
    chart.dispose()
    chart = init(box, null, { renderer: 'canvas', devicePixelRatio: drawnRatio })
  }

  return {
    draw(plot, { width, height, unit }) {
      renew()
      const size = { width: Math.round(width * unit), height: Math.round(height * unit) }
      if (chart.getWidth() !== size.width || chart.getHeight() !== size.height) chart.resize(size)
      chart.setOption(
        {
          animation: false,
          series: [
            {
              type: 'custom' as const,
              id: 'plot',
              coordinateSystem: 'none' as const,
              silent: true,
              data: plot.map((_, i) => i),
              renderItem: ({ dataIndex }: { readonly dataIndex: number }) => {
                const shape = plot[dataIndex]
                return shape === undefined ? null : plotElement(shape, unit)
              },
            },
          ],
        },
        { lazyUpdate: true },
      )
    },
    stop: () => chart.dispose(),
  }
}
