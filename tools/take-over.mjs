import { runBuilt } from './lib/run-built.mjs'

/** npm run take-over -- FOLDER --office CODE */
await runBuilt('take-over')
