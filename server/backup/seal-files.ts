import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { currentKeyId, openStored, settle, writeUsed } from '../platform/stored-bytes.ts'

/**
 * 换密钥: every kept file that is not sealed with the present key is sealed with it, one after another, while the node works. Only when
 * all are done are the keys before needed no more; stopped in the middle it is simply run again.
 */
export async function sealFiles(dataDir: string): Promise<{ sealed: number; before: number }> {
  const keyId = currentKeyId(dataDir)
  if (!keyId) throw new Error('请用 ZHENGXIN_FILE_KEYS 指定密钥文件：第一行是新密钥，下面是原来的密钥。')
  const report = { sealed: 0, before: 0 }
  const folder = join(dataDir, 'files')
  const parts = existsSync(folder) ? await readdir(folder) : []
  for (const part of parts)
    for (const name of await readdir(join(folder, part))) {
      if (!/^[0-9a-f]{64}$/.test(name)) continue
      const path = join(folder, part, name)
      const file = await openStored(path)
      await file.close()
      if (file.keyId === keyId) report.before += 1
      else {
        await settle(dataDir, path, path)
        report.sealed += 1
      }
    }
  writeUsed(dataDir, [keyId])
  return report
}
