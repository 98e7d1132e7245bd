// A plain script, run before the app: what must not depend on the app having loaded.
;(() => {
  // The offer to install may come before the app is there.
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    window.tungNgoInstall = event
    dispatchEvent(new Event('tungngo-install'))
  })

  // A page that stays empty tells what can be done. It never touches what was recorded.
  const WATCH_MS = 10000
  setTimeout(() => {
    const app = document.getElementById('app')
    if (!app || app.childElementCount > 0) return
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
