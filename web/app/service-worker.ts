/** Keeps the page's code on this machine. Only where the browser can, and never in development. */
export function keepPageOnMachine(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  window.addEventListener('load', () => {
    void navigator.serviceWorker
      .register('/sw.js')
      .then((registration) => {
        // an update takes over when nobody has the old one open in mid-work: at the next start of the page
        registration.waiting?.postMessage('take-over')
      })
      .catch(() => undefined) // without it everything works but the start without a line
  })
}
