// A page that was visited opens again without a network: the worker is told what this one consists of.
if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register('/p/sw.js', { scope: '/p/' }).then(
    () => navigator.serviceWorker.ready,
  ).then((ready) => {
    const pictures = [...document.images].map((one) => one.src)
    ready.active.postMessage([location.href, '/p/register.js', ...pictures])
  }, () => {})
}
