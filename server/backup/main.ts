import { readConfig } from '../platform/config.ts'
import { learnFileKeys, useFileKeys } from '../platform/stored-bytes.ts'
import { reachDatabase } from '../platform/postgres.ts'
import { makeBackup } from './make-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { sealFiles } from './seal-files.ts'

/** `backup FILE`, `restore FILE` and `seal-files`, with the same environment as the server. The node may go on working during a backup. */
const [what, path] = process.argv.slice(2)
try {
  const config = readConfig(process.env)
  if (what === 'seal-files') {
    useFileKeys(config.dataDir, config.fileKeys)
    const { sealed, before } = await sealFiles(config.dataDir)
    console.log(`已用新密钥加密 ${sealed} 个附件，${before} 个原已如此。旧密钥可以从密钥文件中删去；旧备份仍需要它。`)
    process.exit(0)
  }
  if ((what !== 'backup' && what !== 'restore') || !path)
    throw new Error('用法：npm run backup -- 备份文件 ，或 npm run restore -- 备份文件')
  if (config.fileKeys) learnFileKeys(config.fileKeys)
  const secret = process.env.ZHENGXIN_BACKUP_SECRET ?? config.secret
  if (secret.length < 16) throw new Error('请设置 ZHENGXIN_BACKUP_SECRET（至少 16 个字符），备份文件用它加密。')
  const database = await reachDatabase(config)
  const input = { databaseUrl: database.url, dataDir: config.dataDir, secret, path }
  try {
    if (what === 'backup') {
      const { rows, files } = await makeBackup({ ...input, now: new Date() })
      console.log(`备份完成：${path}，${rows} 行数据，${files} 个文件。请把备份口令另行保管。`)
    } else {
      const { madeAt, rows, files } = await restoreBackup(input)
      console.log(`恢复完成：备份于 ${madeAt}，${rows} 行数据，${files} 个文件，均已核对。现在可以启动。`)
    }
  } finally {
    await database.leave()
  }
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
