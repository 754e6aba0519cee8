import './poly.ts'
import './tokens.css'
import './app.css'
import '../ui/ui.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { rememberedLanguage, setLanguage, t } from './i18n.ts'

function draw() {
  document.title = t('app.product')
  createRoot(document.getElementById('root')!).render(<App />)
}

// drawn once, in the language the person chose before
setLanguage(rememberedLanguage()).then(draw, draw)
