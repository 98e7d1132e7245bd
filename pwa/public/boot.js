// A plain script, run before the app: what must not depend on the app having loaded.
;(() => {
  // The offer to install may come before the app is there.
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    window.tungNgoInstall = event
    dispatchEvent(new Event('tungngo-install'))
  })

  // What the last visit left of the first screen (src/store/early-screen.ts), or what the page brings
  // for a first visit, is painted until the app has read this phone. What is tapped on it meanwhile the
  // app carries out, once.
  const KEPT = 'tungngo.early'
  const PRACTICE = 'tungngo-practice'
  const CLICK_MS = 300
  try {
    paintEarly()
  } catch {
    // a browser that refuses this storage starts without it
  }

  function paintEarly() {
    if (sessionStorage.getItem(PRACTICE) !== null) return
    const held = localStorage.getItem(KEPT)
    if (held === null) localStorage.setItem(KEPT, 'null') // from now on somebody was here
    const kept = held === null ? ofFirstVisit() : ofLastVisit(JSON.parse(held))
    if (!kept) return
    const app = document.getElementById('app')
    const screen = document.createElement('div')
    screen.lang = kept.lang
    screen.innerHTML = kept.html
    for (const input of screen.querySelectorAll('input')) input.readOnly = true
    app.before(screen)
    app.hidden = true

    let tapped = null
    // As long as a finger is on it nothing takes its place: the tap would be lost.
    let isPressed = false
    let isAwaited = false
    let lifting = 0
    const lift = () => {
      isPressed = false
      if (isAwaited) leave(true)
    }
    screen.addEventListener('pointerdown', () => {
      clearTimeout(lifting)
      isPressed = true
    })
    screen.addEventListener('pointercancel', lift)
    screen.addEventListener('pointerup', () => {
      lifting = setTimeout(lift, CLICK_MS) // where no click follows
    })
    screen.addEventListener('click', (event) => {
      const hit = event.target.closest('a,button,label')
      if (hit) {
        event.preventDefault()
        screen.querySelector('.tapped')?.classList.remove('tapped')
        tapped = selectorOf(hit)
        hit.classList.add('tapped')
      }
      lift()
    })

    function leave(carryOut) {
      if (!screen.isConnected) return
      isAwaited = carryOut && isPressed
      if (isAwaited) return
      screen.remove()
      app.hidden = false
      const meant = carryOut && tapped && app.querySelector(tapped)
      if (!meant) return
      meant.focus()
      meant.click()
    }
    globalThis.tungNgoEarly = { holder: kept.holder, screen, leave }
  }

  function ofLastVisit(kept) {
    if (!kept || location.pathname !== '/') return null
    if (kept.program !== document.querySelector('script[type=module]').src) return null
    const today = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10)
    return kept.day === null || kept.day === today ? kept : null
  }

  function ofFirstVisit() {
    if (navigator.serviceWorker?.controller !== null) return null
    // Without a code the screen for joining is another one.
    if (location.pathname === '/j' && !location.hash) return null
    const screen = document.querySelector(`template[data-path="${location.pathname}"]`)
    if (!screen || RegExp(screen.dataset.nowhereIn, 'i').test(navigator.userAgent)) return null
    return { holder: '', lang: 'vi', html: screen.innerHTML }
  }

  function selectorOf({ dataset: { service }, localName, className, attributes: { href } }) {
    if (service) return `.tile[data-service="${service}"]`
    return href ? `[href="${href.value}"]` : className ? `.${className}` : localName
  }

  // A page that stays empty tells what can be done. It never touches what was recorded.
  const WATCH_MS = 10000
  setTimeout(() => {
    const app = document.getElementById('app')
    if (!app || app.childElementCount > 0) return
    globalThis.tungNgoEarly?.leave(false)
    const card = document.createElement('main')
    card.className = 'boot'
    card.lang = 'vi'
    add(card, 'h1', 'Ứng dụng chưa mở được')
    add(card, 'p', 'Những gì bạn đã ghi vẫn còn nguyên trên máy này.')
    add(card, 'button', 'Mở lại').onclick = () => location.reload()
    add(card, 'button', 'Sửa bộ nhớ ứng dụng').onclick = repair
    add(card, 'p', 'Vẫn chưa được? Bạn khởi động lại máy, rồi mở khi có mạng.')
    app.replaceWith(card)
  }, WATCH_MS)

  /** Throws away the app's files, not its data, and fetches them anew. */
  async function repair() {
    const workers = (await navigator.serviceWorker?.getRegistrations()) ?? []
    await Promise.all(workers.map((worker) => worker.unregister()))
    const names = (await window.caches?.keys()) ?? []
    await Promise.all(names.map((name) => caches.delete(name)))
    location.reload()
  }

  function add(parent, tag, text) {
    const element = document.createElement(tag)
    element.textContent = text
    if (tag === 'button') element.className = 'button'
    parent.append(element)
    return element
  }
})()
