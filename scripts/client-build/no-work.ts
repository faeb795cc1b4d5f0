/**
 * Stands for what ECharts does to every chart and ours have no use for: it translates options of its second version, and shows
 * a spinner when it is told to.
 */
export default (): void => undefined
