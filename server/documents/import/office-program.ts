import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const killAfterMs = 60_000
let turn: Promise<unknown> = Promise.resolve()

/** LibreOffice, if this machine has it: SOFFICE_PATH, or soffice on the path. */
function officeProgram(): string | null {
  const named = process.env['SOFFICE_PATH']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const names = process.platform === 'win32' ? ['soffice.exe', 'soffice.com'] : ['soffice', 'libreoffice']
  return (
    [...(named ? [named] : []), ...folders.flatMap((folder) => names.map((name) => join(folder, name)))].find((path) =>
      existsSync(path),
    ) ?? null
  )
}

/**
 * Converts an old file to .docx with the office program; null when there is none, or it failed. One at a time, in a process group
 * of its own that is killed after a minute, with a profile that is thrown away: macros and links have nothing to find.
 */
export function toDocxByOffice(bytes: Buffer, extension: 'doc' | 'rtf'): Promise<Buffer | null> {
  const program = officeProgram()
  if (!program) return Promise.resolve(null)
  const mine = turn.then(() => convert(program, bytes, extension))
  turn = mine.catch(() => undefined)
  return mine
}

async function convert(program: string, bytes: Buffer, extension: string): Promise<Buffer | null> {
  const folder = await mkdtemp(join(tmpdir(), 'zhengxin-office-'))
  try {
    await writeFile(join(folder, `in.${extension}`), bytes)
    await run(program, [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      ...'--headless --norestore --nolockcheck --nodefault --convert-to docx --outdir'.split(' '),
      join(folder, 'out'),
      join(folder, `in.${extension}`),
    ])
    const made = (await readdir(join(folder, 'out')).catch(() => [])).find((name) => name.endsWith('.docx'))
    return made ? await readFile(join(folder, 'out', made)) : null
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function run(program: string, words: string[]): Promise<void> {
  return new Promise((resolve) => {
    const { PATH, HOME, TMPDIR } = process.env
    const child = spawn(program, words, { detached: true, stdio: 'ignore', env: { PATH, HOME, TMPDIR } })
    const timer = setTimeout(() => {
      try {
        process.kill(-child.pid!, 'SIGKILL')
      } catch {
        child.kill('SIGKILL')
      }
    }, killAfterMs)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    child.once('exit', done)
    child.once('error', done)
  })
}
