;(function () {
  const lacks = []

  function need(what, isThere) {
    if (!isThere) lacks.push(what)
  }

  function css(a, b) {
    return window.CSS && CSS.supports && (b ? CSS.supports(a, b) : CSS.supports(a))
  }

  need('JavaScript: modules, #private', 'WeakRef' in window)
  need('JavaScript: ??=, replaceAll', 'replaceAll' in String.prototype)
  need('CSS: inset', css('inset', '0'))
  need('CSS: :is()', css('selector(:is(a))'))
  need('CSS: overflow: clip', css('overflow', 'clip'))
  if (lacks.length === 0) return

  const known = /(?:Chrom(?:e|ium)|Firefox|Version)\/(\d+)/.exec(navigator.userAgent)
  const own = known ? known[0].replace('Chrome', 'Chromium').replace('/', ' ') : navigator.userAgent

  function say(parent, tag, text) {
    const element = document.createElement(tag)
    element.textContent = text
    parent.appendChild(element)
    return element
  }

  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "script-src 'none'"
  document.head.appendChild(policy)
  document.addEventListener('DOMContentLoaded', show)

  function show() {
    const body = document.body
    body.textContent = ''
    body.style.cssText = 'padding: 8vh 8vw; background: #05080d; color: #f2f6fc; font: 20px/1.7 sans-serif'
    document.title = '瞭望 Liaowang'
    const main = say(body, 'main', '')
    say(main, 'h1', '浏览器版本过低,无法显示瞭望')
    say(main, 'p', '需要 Chromium 90 或更新的浏览器;本机为 ' + own + '。请联系信息化部门升级。')
    const english = say(main, 'p', 'Liaowang needs Chromium 90 or newer; this is ' + own + '.')
    english.lang = 'en'
    say(main, 'h2', '缺少 Missing')
    const list = say(main, 'ul', '')
    for (let i = 0; i < lacks.length; i++) say(list, 'li', lacks[i])
  }
})()
