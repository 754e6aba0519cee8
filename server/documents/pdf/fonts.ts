import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSync } from 'fontkit'
import type { FontReport, FontRole } from '../../../contract/documents.ts'
import { standardCharacters } from './standard-characters.ts'
import { woffToTtf } from './woff.ts'

export interface FontFile {
  file: string
  family: string
  weight: number
  /** The name by which a PDF calls it. */
  postscriptName: string
  /** Only TrueType outlines in a file of their own can be cut to what a document needs. */
  outlines: 'truetype' | 'other'
  embeddable: boolean
}
/** What the template asks Typst for. */
export interface Face {
  family: string
  weight: number
}
export interface Fonts {
  files: FontFile[]
  faces: Record<FontRole, Face[]>
  /** For words that are only drawn: 黑体 first, then whatever may know a rare character. */
  plainFiles: string[]
  /** Reads every face of a role: a second or two. */
  report: () => FontReport
}

/** For each role the families asked for, best first, and from where a family only stands in. The office's own fonts win. */
const roles: Record<FontRole, { wanted: string[]; standIns: string[]; weight: number }> = {
  fangsong: {
    wanted: [
      'FangSong_GB2312',
      '仿宋_GB2312',
      'FangSong',
      '仿宋',
      'FZFangSong-Z02',
      'FZFangSong-Z02S',
      'Zhuque Fangsong (technical preview)',
      'Zhuque Fangsong',
      'FandolFang R',
      'FandolFang',
    ],
    standIns: ['LXGW WenKai', 'Noto Serif SC'],
    weight: 300,
  },
  kaiti: {
    wanted: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体', 'FZKai-Z03', 'FZKai-Z03S', 'LXGW WenKai'],
    standIns: ['Noto Serif SC'],
    weight: 400,
  },
  heiti: {
    wanted: ['SimHei', '黑体', 'FZHei-B01', 'FZHei-B01S', 'Noto Sans SC'],
    standIns: ['Noto Serif SC'],
    weight: 500,
  },
  xiaobiaosong: {
    wanted: ['FZXiaoBiaoSong-B05', 'FZXiaoBiaoSong-B05S', '方正小标宋简体', '方正小标宋_GBK'],
    standIns: ['Noto Serif SC'],
    weight: 700,
  },
  songti: {
    wanted: ['SimSun', '宋体', 'NSimSun', 'FZShuSong-Z01', 'FZShuSong-Z01S', 'Noto Serif SC'],
    standIns: ['LXGW WenKai'],
    weight: 400,
  },
}

const systemFolders = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  '/usr/share/texmf/fonts/opentype',
  '/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol',
  'C:\\Windows\\Fonts',
]
const likelyChinese = /fandol|fang|kai|simhei|simsun|song|zhuque|fz/iu

/** Looks for fonts in the office's folders, then those of the system, then what comes with the program. */
export function findFonts(options: { fontDirs: string[]; dataDir: string }): Fonts {
  const own = options.fontDirs.flatMap((folder) => fontFilesIn(folder, () => true))
  const shipped = new URL(
    import.meta.url.endsWith('.ts') ? '../../../assets/fonts' : '../assets/fonts',
    import.meta.url,
  )
  const system = [fileURLToPath(shipped), ...systemFolders].flatMap((folder) =>
    fontFilesIn(folder, (name) => likelyChinese.test(name)),
  )
  const read = [...own, ...system, ...packagedFonts(options.dataDir)].flatMap(readFont)
  const files = read.filter(({ embeddable }) => embeddable)
  const faces = Object.fromEntries(
    Object.keys(roles).map((role) => [role, facesFor(role as FontRole, files)]),
  ) as Fonts['faces']
  return {
    files,
    faces,
    plainFiles: plainFiles(files, faces),
    report: () => ({
      ...reportOf(files, faces),
      refused: read
        .filter(({ embeddable }) => !embeddable)
        .map(({ family, file }) => ({ family, file: basename(file) })),
    }),
  }
}

function plainFiles(files: FontFile[], faces: Fonts['faces']): string[] {
  const wanted = [...faces.heiti, ...faces.fangsong].map(({ family }) => family)
  return [...new Set(wanted.flatMap((family) => files.find((one) => one.family === family)?.file ?? []))]
}

/** The whole chain of a role: what was asked for, then every other family, so that a rare character is still found. */
function facesFor(role: FontRole, files: FontFile[]): Face[] {
  const { wanted, standIns, weight } = roles[role]
  const found = new Set(files.map(({ family }) => family))
  const chain = new Set(
    [...wanted, ...standIns, 'LXGW WenKai', 'Noto Serif SC', 'Noto Sans SC'].filter((family) => found.has(family)),
  )
  return [...chain].map((family) => ({ family, weight }))
}

function reportOf(files: FontFile[], faces: Fonts['faces']): Pick<FontReport, 'roles' | 'lackedByAll'> {
  const wanted = [...standardCharacters]
  const everywhere = new Set<number>()
  const report = Object.entries(faces).map(([role, [first]]) => {
    const nearest = files
      .filter(({ family }) => family === first?.family)
      .toSorted((a, b) => Math.abs(a.weight - (first?.weight ?? 0)) - Math.abs(b.weight - (first?.weight ?? 0)))[0]
    const { characters, embedding } = nearest
      ? faceOf(nearest)
      : { characters: new Set<number>(), embedding: 'free' as const }
    for (const character of characters) everywhere.add(character)
    const lacks = wanted.filter((character) => !characters.has(character.codePointAt(0)!))
    return {
      role: role as FontRole,
      family: first?.family ?? '',
      file: nearest ? basename(nearest.file) : '',
      standIn: !roles[role as FontRole].wanted.includes(first?.family ?? ''),
      covered: wanted.length - lacks.length,
      wanted: wanted.length,
      lacks: lacks.slice(0, 200),
      embedding,
    }
  })
  const lackedByAll = wanted.filter((character) => !everywhere.has(character.codePointAt(0)!))
  return { roles: report, lackedByAll }
}

/** What a face can draw, and what its maker allows of embedding it (fsType). */
function faceOf({ file, postscriptName }: FontFile) {
  const opened = openSync(file)
  const all = 'fonts' in opened ? opened.fonts : [opened]
  const font = all.find((one) => one.postscriptName === postscriptName) ?? all[0]!
  const { noEmbedding, viewOnly, editable } = font['OS/2']?.fsType ?? {}
  const embedding = noEmbedding ? 'forbidden' : viewOnly ? 'printing' : editable ? 'editable' : 'free'
  return { characters: new Set(font.characterSet), embedding } as const
}

function fontFilesIn(folder: string, wanted: (name: string) => boolean): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(ttf|otf|ttc)$/iu.test(name) && wanted(basename(name)),
  )
  return names.slice(0, 200).map((name) => join(folder, name))
}

function readFont(file: string): FontFile[] {
  try {
    const opened = openSync(file)
    return ('fonts' in opened ? opened.fonts : [opened]).map((font) => ({
      file,
      family: familyForTypst(font.familyName),
      weight: font['OS/2']?.usWeightClass ?? 400,
      postscriptName: font.postscriptName,
      outlines: !('fonts' in opened) && font.directory?.tables?.glyf ? 'truetype' : 'other',
      embeddable: font['OS/2']?.fsType?.noEmbedding !== true,
    }))
  } catch {
    return [] // a damaged or unknown font file is as good as none
  }
}

/** Typst names a family without the words for its weight: 'LXGW WenKai Light' is LXGW WenKai at 300. */
export function familyForTypst(family: string): string {
  const style =
    /[ _-]?(thin|extra ?light|ultra ?light|light|regular|medium|semi ?bold|demi ?bold|extra ?bold|ultra ?bold|bold|black|heavy|italic|oblique)$/iu
  const shorter = family.replace(style, '').trim()
  return shorter === family || shorter === '' ? family : familyForTypst(shorter)
}

/** The free fonts of the npm packages. WenKai comes packed and is unpacked once into the data folder. */
function packagedFonts(dataDir: string): string[] {
  const noto = (name: string, weight: string) =>
    fromPackage(
      `@expo-google-fonts/${name}`,
      `${weight}/${name === 'noto-sans-sc' ? 'NotoSansSC' : 'NotoSerifSC'}_${weight}.ttf`,
    )
  const wenkai = [300, 500]
    .flatMap((weight) => fromPackage('@fontsource/lxgw-wenkai', `files/lxgw-wenkai-latin-${weight}-normal.woff`))
    .map((file) => unpacked(file, dataDir))
  return [
    ...wenkai,
    ...noto('noto-sans-sc', '500Medium'),
    ...['400Regular', '700Bold', '900Black'].flatMap((weight) => noto('noto-serif-sc', weight)),
  ]
}

function fromPackage(name: string, path: string): string[] {
  try {
    const file = join(createRequire(import.meta.url).resolve(`${name}/package.json`), '..', path)
    return existsSync(file) ? [file] : []
  } catch {
    return []
  }
}

function unpacked(woff: string, dataDir: string): string {
  const folder = join(dataDir, 'cache', 'fonts')
  const ttf = join(folder, basename(woff).replace(/\.woff$/u, '.ttf'))
  if (existsSync(ttf)) return ttf
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${ttf}.${process.pid}`, woffToTtf(readFileSync(woff)))
  renameSync(`${ttf}.${process.pid}`, ttf)
  return ttf
}
