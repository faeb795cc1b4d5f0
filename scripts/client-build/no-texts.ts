/**
 * Stands for what ECharts carries for charts that we do not draw: texts of its toolbox in two languages, its dark theme. Ours
 * are shapes of one series, without text or colour of its own.
 */
export default {} satisfies { readonly [name: string]: never }
