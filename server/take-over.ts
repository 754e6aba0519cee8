import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { asOwner, openApp } from './app.ts'
import { refuseCompany, takeOver } from './library/index.ts'
import { readConfig } from './platform/config.ts'
import { reachDatabase } from './platform/postgres.ts'

/** `take-over FOLDER --office CODE`: years of documents enter the library at once, with the same environment as the server, which must not run. */
const usage = `用法：npm run take-over -- 文件夹 --office 办公厅编码 [--below] [--publication 刊物]
文件夹中的 Word、PDF、文本、CSV 和 ZIP 全部入库。--below：下级单位也可以查阅。--publication：没有写明刊名的，按这一刊物登记。`
try {
  const { folder, officeCode, below, publicationName } = readWords()
  const config = readConfig(process.env)
  const database = await reachDatabase(config)
  try {
    await asOwner(database.url, refuseCompany)
    const app = await openApp(database.url, config, pino({ level: 'warn' }))
    const input = { folder, officeCode, audience: below ? ('below' as const) : ('desk' as const), publicationName }
    const counts = await asOwner(database.url, (owner) =>
      takeOver(app, owner, input, (all) =>
        console.log(`已入库 ${all.imported}，已有 ${all.known}，未能读取 ${all.refused}`),
      ),
    )
    await app.db.destroy()
    console.log(
      `入库完成：新入库 ${counts.imported} 篇，库中已有 ${counts.known} 篇，未能读取 ${counts.refused} 个。未能读取的及其原因见“资源库”的“批量入库”页面。现在可以启动。`,
    )
  } finally {
    await database.leave()
  }
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

function readWords() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        office: { type: 'string' },
        below: { type: 'boolean', default: false },
        publication: { type: 'string', default: '' },
      },
      allowPositionals: true,
    })
    const [folder, ...more] = positionals
    if (folder && more.length === 0 && values.office)
      return {
        folder: resolve(process.env.INIT_CWD ?? '.', folder),
        officeCode: values.office,
        below: values.below,
        publicationName: values.publication,
      }
  } catch {}
  throw new Error(usage)
}
