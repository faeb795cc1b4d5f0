import { launchChromium } from './chromium.ts'
const port = process.env.PORT!
const browser = await launchChromium()
const sizes: [string, number, number][] = (process.argv[2] ?? '1920x1080,5760x1080,390x844').split(',').map(s => { const [w, h] = s.split('x').map(Number); return [s, w!, h!] })
for (const [name, width, height] of sizes) {
  const page = await browser.newPage({ viewport: { width, height } })
  page.on('pageerror', e => console.log('ERR', e.message))
  const desk = width <= 1440
  await page.goto(`http://127.0.0.1:${port}/${desk ? 'desk' : 'wall'}/${process.argv[3] ?? 'reform'}`)
  await page.waitForTimeout(9000)
  await page.screenshot({ path: `/tmp/shot-${name}.png`, fullPage: desk }); if (width > 4000) for (let i = 0; i < 4; i++) await page.screenshot({ path: `/tmp/part-${i}.png`, clip: { x: i * 1440, y: 0, width: 1440, height: 1080 } })
  await page.close()
}
await browser.close()
