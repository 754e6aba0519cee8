import { runBuilt } from './lib/run-built.mjs'

/** npm run backup -- FILE, npm run restore -- FILE; node tools/backup.mjs seal-files */
await runBuilt('backup')
