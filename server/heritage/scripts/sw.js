// Keeps the visited pages of /p/ with their pictures, and answers with them where there is no network.
const KEPT = 'places-1'
const MOST = 160
const PATIENCE = 4000

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('message', (event) => event.waitUntil(keep(event.data)))
addEventListener('fetch', (event) => {
  const { method, url, destination, headers } = event.request
  const { origin, pathname } = new URL(url)
  // Sound is for who taps, and comes in parts, which no cache takes.
  if (destination === 'audio' || headers.has('range')) return
  if (method === 'GET' && origin === location.origin && pathname.startsWith('/p/'))
    event.respondWith(answer(event.request))
})

const plain = (url) => new URL(url, location).href.split(/[?#]/)[0]

async function keep(addresses) {
  const own = addresses.map((one) => plain(one)).filter((one) => new URL(one).pathname.startsWith('/p/'))
  await Promise.all(own.map((one) => load(one).catch(() => {})))
  const kept = await caches.open(KEPT)
  const old = (await kept.keys()).slice(0, -MOST)
  await Promise.all(old.map((one) => kept.delete(one)))
}

async function load(request) {
  const kept = await caches.open(KEPT)
  const fresh = await fetch(request)
  const address = plain(request.url || request)
  if (fresh.ok) await kept.put(address, fresh.clone())
  else if (fresh.status === 404 || fresh.status === 410) await kept.delete(address)
  return fresh
}

async function answer(request) {
  const there = await (await caches.open(KEPT)).match(plain(request.url))
  const fresh = load(request)
  if (!there) return fresh
  const late = new Promise((done) => setTimeout(done, PATIENCE, there))
  const told = fresh.then((one) => (one.status < 500 ? one : there)).catch(() => there)
  return Promise.race([told, late])
}
