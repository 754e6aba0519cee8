import './poly.ts'
import './tokens.css'
import './app.css'
import '../ui/ui.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { rememberedLanguage, setLanguage, t } from './i18n.ts'
import { keepPageOnMachine } from './service-worker.ts'

function draw() {
  document.title = t('app.product')
  createRoot(document.getElementById('root')!).render(<App />)
}

// after an update of the server an open page asks for code that is gone: it is fetched anew, at most once a minute
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('zhengxin.reloaded') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('zhengxin.reloaded', String(Date.now()))
  event.preventDefault()
  window.location.reload()
})

keepPageOnMachine()
// drawn once, in the language the person chose before
setLanguage(rememberedLanguage()).then(draw, draw)
