import { launchChromium } from './chromium.ts'
import { readFileSync } from 'node:fs'
const browser = await launchChromium()
const port = process.env.PORT!
const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
await page.goto(`http://127.0.0.1:${port}/desk/reform`)
await page.waitForTimeout(8000)
const all = await page.evaluate(() => ({ w: document.documentElement.scrollWidth, h: document.documentElement.scrollHeight }))
console.log(all)
await page.screenshot({ path: '/tmp/phone.png', fullPage: true })
const wide = await browser.newPage({ viewport: { width: 1960, height: 2000 } })
await wide.setContent(`<body style="margin:0;background:#333;display:flex;gap:10px;width:1960px">${[0, 1, 2, 3, 4].map(i => `<div style="width:380px;height:1990px;background:url(data:image/png;base64,${readFileSync('/tmp/phone.png').toString('base64')}) 0 -${i * 1990}px / 390px auto no-repeat"></div>`).join('')}</body>`)
await wide.waitForTimeout(500)
await wide.screenshot({ path: '/tmp/strips.png' })
await browser.close()
