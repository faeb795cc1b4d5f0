import { launchChromium } from './chromium.ts'
const port = process.env.PORT ?? '4000'
const [scenes = 'livelihood', sizes = '1920x1080,5760x1080,390x844'] = process.argv.slice(2)
const browser = await launchChromium()
for (const scene of scenes.split(','))
  for (const size of sizes.split(',')) {
    const [width, height] = size.split('x').map(Number) as [number, number]
    const phone = width < 640
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1 })
    page.on('console', m => { if (m.type() === 'error') console.log('console', m.text()) })
    page.on('pageerror', e => console.log('pageerror', e.message))
    await page.goto(`http://127.0.0.1:${port}/${phone || width === 1440 ? 'desk' : 'wall'}/${scene}`)
    await page.waitForTimeout(9000)
    await page.screenshot({ path: `/tmp/shots/${scene}-${width}.png`, fullPage: phone || width === 1440 })
    if (width === 5760) {
      await page.screenshot({ path: `/tmp/shots/${scene}-48a.png`, clip: { x: 0, y: 0, width: 1880, height: 1080 } })
      await page.screenshot({ path: `/tmp/shots/${scene}-48b.png`, clip: { x: 3880, y: 0, width: 1880, height: 1080 } })
    }
    if (width === 390) {
      const tall = await page.evaluate(() => document.documentElement.scrollHeight)
      for (let i = 0; i * 1600 < tall; i++)
        await page.screenshot({ path: `/tmp/shots/${scene}-390-${i}.png`, fullPage: true, clip: { x: 0, y: i * 1600, width: 390, height: Math.min(1600, tall - i * 1600) } })
    }
    await page.close()
  }
await browser.close()
