// A page that was visited opens again without a network: the worker is told what this one consists of. Where
// the app is installed, it is this worker that is told, and not the app's.
if ('serviceWorker' in navigator)
  navigator.serviceWorker.register('/p/sw.js', { scope: '/p/' }).then(
    ({ active, waiting, installing }) => {
      const images = [...document.images]
      // A picture that is not near yet was not chosen yet: it will be as the first one was.
      const better = images.some((one) => one.currentSrc.endsWith('.avif'))
      const source = (one) => better && one.parentNode.querySelector('source')?.srcset
      const pictures = images.map((one) => source(one) || one.currentSrc || one.src)
      const worker = active || waiting || installing
      if (worker) worker.postMessage([location.href, '/p/register.js', ...pictures])
    },
    () => {}, // a browser that keeps nothing shows the page all the same
  )
