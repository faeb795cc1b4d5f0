import { CustomChart } from 'echarts/charts'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

/**
 * The one list of what is drawn with ECharts. Whatever is not named here is not in the bundle: grid, lines, bars and geo would
 * cost the first picture 70 KB, and what they draw is a few shapes of a custom series.
 */
use([CustomChart, CanvasRenderer])

export { graphic, init } from 'echarts/core'
